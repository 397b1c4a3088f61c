import type { AccountCopy } from './account-copy.js';

/** A sub-administrator, not closed, whom nobody is above any more. One whose superior is not known yet has one. */
export function isOrphan({ role, state, superior }: AccountCopy, above: AccountCopy | undefined): boolean {
  if (role?.name !== 'SUB_ADMINISTRATOR' || state?.status === 'CLOSED' || !superior) return false;
  return superior.accountId === undefined || above?.state?.status === 'CLOSED';
}
