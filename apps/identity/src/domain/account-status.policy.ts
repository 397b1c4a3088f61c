import type { AccountStatus } from './account.js';

export type AccountAct = 'INVITE' | 'ACTIVATE' | 'SIGN_IN' | 'LOCK' | 'UNLOCK' | 'CLOSE';

/**
 * What may happen to an account in which state, and what it becomes; null = refused.
 *
 * ```mermaid
 * stateDiagram-v2
 *   [*] --> INVITED
 *   INVITED --> INVITED: INVITE (a new code, the older ends)
 *   INVITED --> ACTIVE: ACTIVATE
 *   ACTIVE --> ACTIVE: SIGN_IN
 *   ACTIVE --> LOCKED: LOCK
 *   LOCKED --> LOCKED: LOCK (one more holds it)
 *   LOCKED --> ACTIVE: UNLOCK (of the last who held it)
 *   INVITED --> INVITED: UNLOCK (nothing to lift)
 *   ACTIVE --> ACTIVE: UNLOCK (nothing to lift)
 *   INVITED --> CLOSED: CLOSE
 *   ACTIVE --> CLOSED: CLOSE
 *   LOCKED --> CLOSED: CLOSE
 * ```
 */
const TABLE: Record<AccountStatus, Record<AccountAct, AccountStatus | null>> = {
  INVITED: { INVITE: 'INVITED', ACTIVATE: 'ACTIVE', SIGN_IN: null, LOCK: null, UNLOCK: 'INVITED', CLOSE: 'CLOSED' },
  ACTIVE: { INVITE: null, ACTIVATE: null, SIGN_IN: 'ACTIVE', LOCK: 'LOCKED', UNLOCK: 'ACTIVE', CLOSE: 'CLOSED' },
  LOCKED: { INVITE: null, ACTIVATE: null, SIGN_IN: null, LOCK: 'LOCKED', UNLOCK: 'ACTIVE', CLOSE: 'CLOSED' },
  CLOSED: { INVITE: null, ACTIVATE: null, SIGN_IN: null, LOCK: null, UNLOCK: null, CLOSE: null },
};

/** What the account becomes; null when the act is refused. */
export function after(status: AccountStatus, act: AccountAct): AccountStatus | null {
  return TABLE[status][act];
}

export function may(status: AccountStatus, act: AccountAct): boolean {
  return after(status, act) !== null;
}

/** The states in which `act` is allowed: the guard of the write that does it. */
export function statesFor(act: AccountAct): AccountStatus[] {
  return (Object.keys(TABLE) as AccountStatus[]).filter((status) => may(status, act));
}
