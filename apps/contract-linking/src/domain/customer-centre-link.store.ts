import type { Transaction } from '#libs/kernel';
import type { CustomerCentreLink } from './customer-centre-link.js';

/** Open links are those that have not ended; of one account and access number there is at most one. */
export abstract class CustomerCentreLinkStore {
  /** The account's open links of these access numbers. */
  abstract openAmong(tx: Transaction, accountId: string, accessNumbers: readonly string[]): Promise<CustomerCentreLink[]>;
  /** Where a rival has linked one of them, the transaction fails and runs again. */
  abstract add(tx: Transaction, links: readonly CustomerCentreLink[]): Promise<void>;
  /** Ends the open link; undefined where there is none (any more). */
  abstract endOf(tx: Transaction, accountId: string, accessNumber: string, now: Date): Promise<CustomerCentreLink | undefined>;
  /** Ends open links of the account, at most so many, and says which; `linkIds`: those that it is about, all unless given. */
  abstract endSomeOf(tx: Transaction, accountId: string, { most, linkIds }: { most: number; linkIds?: readonly string[] }, now: Date): Promise<CustomerCentreLink[]>;
  /** The one that ended last. */
  abstract lastEnded(tx: Transaction, accountId: string, accessNumber: string): Promise<CustomerCentreLink | undefined>;
  /** Open ones by access number; `after` is that of the last one already seen. */
  abstract listOf(accountId: string, page: { limit: number; after?: string }): Promise<CustomerCentreLink[]>;
}
