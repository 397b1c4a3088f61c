import type { SupportAccount } from '#libs/contracts';
import type { Account } from '../domain/account.js';

/** An account as the hotline and operators see it. */
export function describeForSupport(account: Account): SupportAccount {
  const { id, role, status, firstName, lastName, email, customerNumber } = account;
  return {
    id,
    username: account.username ?? null,
    role,
    status,
    firstName,
    lastName,
    company: account.contact.company,
    email,
    customerNumbers: customerNumber === undefined ? [] : [customerNumber],
    lastLoginAt: account.lastLoginAt?.toISOString() ?? null,
  };
}
