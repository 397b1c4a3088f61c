import type { FieldError } from '#libs/kernel';
import type { Account } from './account.js';

/** What a master administrator may change of a sub-administrator: the address while they are invited, the lock once they are not. */
export interface SubAdministratorChange {
  email?: string | undefined;
  status?: 'ACTIVE' | 'LOCKED' | undefined;
}

/** Every field that cannot be changed as wanted. */
export function brokenChangeRules({ status }: Pick<Account, 'status'>, wanted: SubAdministratorChange): FieldError[] {
  const isInvited = status === 'INVITED';
  const errors: FieldError[] = [];
  if (wanted.email !== undefined && !isInvited) errors.push({ field: 'email', rule: 'immutable' });
  if (wanted.status !== undefined && isInvited) errors.push({ field: 'status', rule: 'range' });
  return errors;
}
