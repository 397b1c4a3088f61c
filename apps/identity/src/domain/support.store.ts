import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';

/** What accounts are looked up by, compared whole: usernames by their folded form. */
export type AccountSought = { username: string } | { email: string } | { customerNumber: string };

/** Whom an act may touch: customers only, or support agents too. What is beyond the reach does not exist. */
export type SupportReach = 'CUSTOMERS' | 'EVERYBODY';

/** Other people's accounts, as far as the hotline and operators may see them. */
export abstract class SupportStore {
  /** Newest first, closed ones too; `before` is the id of the last one already seen. */
  abstract search(sought: AccountSought, reach: SupportReach, page: { limit: number; before?: string }, tx: Transaction): Promise<Account[]>;
  abstract findWithin(reach: SupportReach, id: string, tx: Transaction): Promise<Account | undefined>;
}
