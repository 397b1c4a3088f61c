import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';

/** What somebody still knows who forgot the rest. */
export type Remembered = { email: string } | { username: string };

/** Accounts listed in one mail. */
export const MAX_ACCOUNTS_IN_A_MAIL = 50;

/** Accounts whose holder forgot how to sign in. */
export abstract class ForgottenStore {
  /** Those with a username, of every role, locked ones too, masters before all others, then newest first, at most `limit`: all of an address, or the one of a username. */
  abstract find(remembered: Remembered, limit: number, tx: Transaction): Promise<Account[]>;
  /** Something is asked for on behalf of these accounts; the accounts as they are afterwards. */
  abstract noteRequest(accounts: Account[], tx: Transaction): Promise<Account[]>;
}
