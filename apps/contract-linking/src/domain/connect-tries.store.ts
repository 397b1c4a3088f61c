import type { Transaction } from '#libs/kernel';

/** Counts tries before anything is compared, in writes of their own: parallel ones get different numbers, over all instances. */
export abstract class ConnectTriesStore {
  /** Counts one more of this account for this number; when there were too many it counts nothing and says until when to wait. */
  abstract take(accountId: string, customerNumber: string, now: Date): Promise<Date | undefined>;
  /** The same of this account for all numbers together. */
  abstract takeOfAccount(accountId: string, now: Date): Promise<Date | undefined>;
  /** It was the right one, so nothing was guessed: what was counted at this moment for the account and the number counts no more. */
  abstract giveBack(accountId: string, customerNumber: string, at: Date): Promise<void>;
  /** Counts one more for this number, whoever tries, and says the how manyth it is since the newest letter. Numbers that nobody knows are counted alike. */
  abstract takeOfAll(customerNumber: string, now: Date): Promise<number>;
  /** A success: what this account tried before counts no more. */
  abstract clear(tx: Transaction, accountId: string, customerNumber: string): Promise<void>;
  /** A new letter: what was tried on the one before counts no more for it. */
  abstract clearOfAll(tx: Transaction, customerNumber: string): Promise<void>;
}
