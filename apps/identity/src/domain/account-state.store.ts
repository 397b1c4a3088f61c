import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';
import type { AccountState } from './account-locks.js';

export abstract class AccountStateStore {
  /**
   * Gives the account this state, if nobody changed it since `version`; undefined otherwise. A closed one gives its e-mail address free and
   * keeps its username. `triesForgivenAt`: wrong passwords before it count no more.
   */
  abstract change(id: string, version: number, state: AccountState & { triesForgivenAt?: Date }, tx: Transaction): Promise<Account | undefined>;
  /** Leaves everybody below this account who is not closed without a superior, and their superior's locks to operators; returns their ids. */
  abstract leaveSubordinates(superiorId: string, tx: Transaction): Promise<string[]>;
}
