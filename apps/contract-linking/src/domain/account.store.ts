import type { Transaction } from '#libs/kernel';

/** Of an account this service knows whether it was closed. */
export abstract class AccountStore {
  /** Whether the account is closed; locked until the transaction ends, so that a link and the closing of its account cannot miss each other. */
  abstract lock(tx: Transaction, accountId: string): Promise<{ isClosed: boolean }>;
  /** Remembers for good that it is closed, in a write of its own. */
  abstract close(accountId: string, at: Date): Promise<void>;
}
