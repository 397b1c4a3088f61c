import type { Account, Locker } from './account.js';
import { after } from './account-status.policy.js';

/** The state of an account with everything that belongs to it. */
export interface AccountState {
  status: Account['status'];
  lockedBy: Locker[];
}

type Stated = Pick<Account, 'status' | 'lockedBy'>;

/** Whose locks somebody lifts: the hotline and operators stand in for each other, neither for a master. */
const LIFTS: Record<Locker, readonly Locker[]> = { MASTER: ['MASTER'], SUPPORT: ['SUPPORT', 'OPERATOR'], OPERATOR: ['SUPPORT', 'OPERATOR'] };

/** Whether unlocking also ends the pauses after wrong passwords. */
export function forgivesTries(by: Locker): boolean {
  return by !== 'MASTER';
}

/** One more holds a lock; undefined where nobody can. */
export function locked({ status, lockedBy = [] }: Stated, by: Locker): AccountState | undefined {
  return stated(after(status, 'LOCK'), lockedBy.includes(by) ? lockedBy : [...lockedBy, by]);
}

/** A lock ends with the last one who holds it: an account that others keep locked stays locked. Undefined where nothing can be lifted. */
export function unlocked({ status, lockedBy = [] }: Stated, by: Locker): AccountState | undefined {
  const unlockedStatus = after(status, 'UNLOCK');
  const remaining = lockedBy.filter((locker) => !LIFTS[by].includes(locker));
  return stated(unlockedStatus && remaining.length > 0 ? status : unlockedStatus, remaining);
}

/** Whose master is there no more has their lock held by operators: somebody must be able to lift it. */
export function leftLocked(lockedBy: readonly Locker[]): Locker[] {
  const others = lockedBy.filter((locker) => locker !== 'MASTER');
  return others.length === lockedBy.length || others.includes('OPERATOR') ? others : [...others, 'OPERATOR'];
}

/** Nobody holds a lock on what nobody can use any more. Undefined when it was closed before. */
export function closed({ status }: Stated): AccountState | undefined {
  return stated(after(status, 'CLOSE'), []);
}

export function isSameState({ status, lockedBy = [] }: Stated, state: AccountState): boolean {
  return status === state.status && lockedBy.length === state.lockedBy.length && lockedBy.every((locker) => state.lockedBy.includes(locker));
}

function stated(status: Account['status'] | null, lockedBy: Locker[]): AccountState | undefined {
  return status === null ? undefined : { status, lockedBy };
}
