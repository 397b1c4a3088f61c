import type { Transaction } from '#libs/kernel';
import type { CustomerCentreLink } from './customer-centre-link.js';

/** Open links are those that have not ended; of one account and access number there is at most one. */
export abstract class CustomerCentreLinkStore {
  /** The account's open links of these access numbers. */
  abstract openAmong(accountId: string, accessNumbers: readonly string[], tx: Transaction): Promise<CustomerCentreLink[]>;
  /** Where a rival has linked one of them, the transaction fails and runs again. */
  abstract add(links: readonly CustomerCentreLink[], tx: Transaction): Promise<void>;
  /** Ends the open link of this id; undefined where there is none (any more). */
  abstract end(linkId: string, now: Date, tx: Transaction): Promise<CustomerCentreLink | undefined>;
  abstract endOf(accountId: string, accessNumber: string, now: Date, tx: Transaction): Promise<CustomerCentreLink | undefined>;
  /** Ends open links of the account, at most so many, and says which. */
  abstract endSomeOf(accountId: string, most: number, now: Date, tx: Transaction): Promise<CustomerCentreLink[]>;
  /** The one that ended last. */
  abstract lastEnded(accountId: string, accessNumber: string, tx: Transaction): Promise<CustomerCentreLink | undefined>;
  /** Open ones by access number; `after` is that of the last one already seen. */
  abstract listOf(accountId: string, page: { limit: number; after?: string }): Promise<CustomerCentreLink[]>;
}
