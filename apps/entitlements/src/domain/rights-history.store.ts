import type { Transaction } from '#libs/kernel';
import type { HistoryRow } from './rights-history.js';

export abstract class RightsHistoryStore {
  /** `changes`: for each contract the rows that were added to it, in order. */
  abstract append(tx: Transaction, changes: readonly HistoryRow[][]): Promise<void>;
  /** Newest first: rows of grants to or by this account; `before` is the version of the last one already seen. */
  abstract listOf(accountId: string, accessNumber: string, page: { limit: number; before?: number }): Promise<HistoryRow[]>;
  /** All rows of a contract, oldest first. */
  abstract listAll(accessNumber: string): Promise<HistoryRow[]>;
}
