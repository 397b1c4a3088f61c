import type { Account } from './account.js';
import { may } from './account-status.policy.js';

type Locker = NonNullable<Account['lockedBy']>[number];

/** What remains of an account's locks when some are lifted. */
export interface LiftedLocks {
  status: Account['status'];
  lockedBy: Locker[];
}

/** A lock ends with the last one who holds it: an account that others keep locked stays locked. */
export function liftLocks({ status, lockedBy = [] }: Pick<Account, 'status' | 'lockedBy'>, lifted: readonly Locker[]): LiftedLocks {
  const remaining = lockedBy.filter((locker) => !lifted.includes(locker));
  const opens = remaining.length === 0 && may(status, 'UNLOCK');
  return { status: opens ? 'ACTIVE' : status, lockedBy: remaining };
}
