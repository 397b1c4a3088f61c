import type { Actor, Transaction } from '#libs/kernel';
import type { CustomerLink } from './customer-link.js';

/** Whoever opens or ends a link holds the customer number's lock; an account has at most one open link with a number. */
export abstract class CustomerLinkStore {
  /** The newest one, open or ended, read outside of any transaction. */
  abstract newestOf(accountId: string, customerNumber: string): Promise<CustomerLink | undefined>;
  abstract findOpen(tx: Transaction, accountId: string, customerNumber: string): Promise<CustomerLink | undefined>;
  /** The same within one. */
  abstract findNewest(tx: Transaction, accountId: string, customerNumber: string): Promise<CustomerLink | undefined>;
  /** Accounts connected with the number, but for `exceptId`, longest first. */
  abstract othersOf(tx: Transaction, customerNumber: string, exceptId: string, limit: number): Promise<string[]>;
  abstract open(tx: Transaction, link: CustomerLink): Promise<void>;
  abstract end(tx: Transaction, linkId: string, at: Date, by: Actor): Promise<void>;
  /** Open ones of the account by customer number, behind the number `after`. */
  abstract listOf(accountId: string, page: { limit: number; after?: string }): Promise<CustomerLink[]>;
  /** All links of an account or of a customer number, newest first, those made before the link `before`. */
  abstract historyOf(whose: { accountId: string } | { customerNumber: string }, page: { limit: number; before?: string }): Promise<CustomerLink[]>;
}
