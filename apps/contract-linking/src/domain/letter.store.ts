import type { Transaction } from '#libs/kernel';
import type { Letter } from './letter.js';
import type { HashCost } from './one-time-password.js';

/** Whoever makes a letter holds the customer number's lock: there is at most one that is stored as open. */
export abstract class LetterStore {
  /** The one that is stored as open, even if its time is over. */
  abstract openOf(tx: Transaction, customerNumber: string): Promise<Letter | undefined>;
  abstract add(tx: Transaction, letter: Letter): Promise<void>;
  /** Stores it as it is after a step; a rival's change of it fails the transaction, which then runs again. */
  abstract record(tx: Transaction, letter: Letter): Promise<void>;
  /** Spends it if it is open and its time is not over, and gives it back as it is then; undefined when somebody or the time was faster. */
  abstract redeem(tx: Transaction, letterId: string, now: Date): Promise<Letter | undefined>;
  abstract find(tx: Transaction, letterId: string): Promise<Letter | undefined>;
  /** Also finds redeemed, expired, replaced and blocked ones, so that their holder can be told. */
  abstract findByHash(customerNumber: string, hash: string): Promise<Letter | undefined>;
  abstract findByCause(tx: Transaction, causeId: string): Promise<Letter | undefined>;
  /** At what cost the newest one of the number was hashed. */
  abstract costOfNewest(customerNumber: string): Promise<HashCost | undefined>;
  /** Newest first, behind the letter `before`. */
  abstract listOf(tx: Transaction, customerNumber: string, page: { limit: number; before?: string }): Promise<Letter[]>;
  /** When letters of the number were re-issued, from `since` on, oldest first. */
  abstract reissuedSince(tx: Transaction, customerNumber: string, since: Date): Promise<Date[]>;
  /** Some that are stored as open and whose time is over. */
  abstract overdue(tx: Transaction, now: Date, limit: number): Promise<Letter[]>;
}
