import type { Transaction } from '#libs/kernel';
import type { LetterRequest } from './letter-request.js';

export abstract class LetterRequestStore {
  /** The newest one of the CRM for this number. */
  abstract newest(tx: Transaction, customerNumber: string): Promise<LetterRequest | undefined>;
  /** Keeps it instead of the one before. */
  abstract record(tx: Transaction, request: LetterRequest): Promise<void>;
}
