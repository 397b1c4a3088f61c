import type { Me } from '#libs/contracts';
import { contactDataRequired, type Account } from '../domain/account.js';

/** An account as its holder sees it. */
export function describeMe(account: Account): Me {
  const { id, role, firstName, lastName, email, contact, locale } = account;
  return {
    id,
    username: account.username ?? '',
    role,
    salutation: contact.salutation,
    firstName,
    lastName,
    company: contact.company,
    email,
    pendingEmail: account.pendingEmail ?? null,
    contactData: { ...contact, email },
    requiredActions: contactDataRequired(account) ? ['CONTACT_DATA'] : [],
    locale,
    lastLoginAt: account.lastLoginAt?.toISOString() ?? null,
  };
}
