import type { Transaction } from '#libs/kernel';
import type { Recipient } from './recipient.js';

/** Copies of what identity tells of its accounts, for mails that name only an account. */
export abstract class RecipientStore {
  /** Within the transaction, so that the one who writes has read the newest. */
  abstract load(tx: Transaction, accountId: string): Promise<Recipient>;
  abstract record(tx: Transaction, recipient: Recipient): Promise<void>;
}
