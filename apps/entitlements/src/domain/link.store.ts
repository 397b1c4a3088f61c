import type { Transaction } from '#libs/kernel';
import type { CustomerLink, Link } from './link.js';

export abstract class LinkStore {
  abstract find(tx: Transaction, linkId: string): Promise<Link | undefined>;
  abstract put(tx: Transaction, link: Link): Promise<void>;
  /** Those that connect one of these numbers and have not ended. */
  abstract listOpen(tx: Transaction, customerNumbers: readonly string[]): Promise<CustomerLink[]>;
  /** Customer numbers that an account is connected with. */
  abstract numbersOf(accountId: string, tx?: Transaction): Promise<string[]>;
  /** Links to the Kundencenter of an account that have ended, the newest ones. */
  abstract listEndedCentreLinks(accountId: string, limit: number): Promise<string[]>;
  /** All of one account. */
  abstract endOf(tx: Transaction, accountId: string): Promise<void>;
  abstract end(tx: Transaction, linkIds: readonly string[]): Promise<void>;
}
