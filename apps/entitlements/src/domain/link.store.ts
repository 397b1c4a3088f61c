import type { Transaction } from '#libs/kernel';
import type { CustomerLink, Link, LostLink } from './link.js';

export abstract class LinkStore {
  abstract find(tx: Transaction, linkId: string): Promise<Link | undefined>;
  abstract put(tx: Transaction, link: Link): Promise<void>;
  /** Those that connect one of these numbers and have not ended. */
  abstract listOpen(tx: Transaction, customerNumbers: readonly string[]): Promise<CustomerLink[]>;
  /** Customer numbers that an account is connected with. */
  abstract numbersOf(accountId: string, tx?: Transaction): Promise<string[]>;
  /** Those of an account that lost their basis, until contract-linking has told that they ended there too; by id, those behind `after`. */
  abstract listLost(accountId: string, limit: number, after?: string): Promise<LostLink[]>;
  /** All of one account. */
  abstract endOf(tx: Transaction, accountId: string): Promise<void>;
  /** Those that contract-linking has ended itself stay as they are. */
  abstract lose(tx: Transaction, linkIds: readonly string[], by: Omit<LostLink, 'linkId'>): Promise<void>;
}
