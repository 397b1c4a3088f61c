import { newId } from '#libs/kernel';
import type { AccountStatus, RegistrationForm } from './account.js';
import { may } from './account-status.policy.js';

/**
 * ```mermaid
 * stateDiagram-v2
 *   [*] --> INVITED: suitable contract known
 *   [*] --> WAITING: none known
 *   [*] --> REFUSED: address of an active master
 *   WAITING --> INVITED: contract becomes known
 *   WAITING --> SUPERSEDED: newer registration of the same address
 *   WAITING --> REFUSED: account activated meanwhile
 *   WAITING --> EXPIRED: after 10 days
 * ```
 */
export type RegistrationState = 'WAITING' | 'INVITED' | 'REFUSED' | 'SUPERSEDED' | 'EXPIRED';

export interface Registration {
  id: string;
  form: RegistrationForm;
  state: RegistrationState;
  /** The `sequence` of its facts. */
  version: number;
  createdAt: Date;
  /** When waiting ends. */
  expiresAt: Date;
  /** When a waiting one is looked at next. */
  dueAt: Date;
  /** "We do not know your contract yet" has been said. */
  pendingTold: boolean;
}

export type RegistrationOutcome = 'INVITE' | 'REFUSE' | 'WAIT';

/** The one decision of capability 1, whenever it is taken. */
export function outcomeOf(account: AccountStatus | undefined, suitableContract: boolean): RegistrationOutcome {
  if (account !== undefined && !may(account, 'INVITE')) return 'REFUSE';
  return suitableContract ? 'INVITE' : 'WAIT';
}

/** How long a registration waits for its contract, and when it is told so (ms). */
export class RegistrationTimes {
  constructor(
    readonly lifetime: number,
    readonly grace: number,
  ) {}

  /** Facts that arrive within the grace need no mail that says "pending". */
  start(form: RegistrationForm, now: Date): Registration {
    const [expiresAt, dueAt] = [new Date(now.getTime() + this.lifetime), new Date(now.getTime() + this.grace)];
    return { id: newId(), form, state: 'WAITING', version: 1, createdAt: now, expiresAt, dueAt, pendingTold: false };
  }
}

/** What a waiting registration has to do when its time has come and there is still no contract. */
export function afterWaiting(registration: Registration, now: Date): Registration {
  if (now >= registration.expiresAt) return { ...registration, state: 'EXPIRED', version: registration.version + 1 };
  if (registration.pendingTold) return { ...registration, dueAt: registration.expiresAt };
  return { ...registration, pendingTold: true, dueAt: registration.expiresAt, version: registration.version + 1 };
}
