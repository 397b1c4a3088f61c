import type { HistoryRow } from '../domain/rights-history.js';

export const RIGHTS_HISTORY = 'rights-history';

export interface HistoryDocument extends HistoryRow {
  _id: string;
  /** Who had the grant and who gave it: who may read of it. */
  parties: string[];
}

/** What one account may read of a contract, newest first. */
export const PARTIES_INDEX = { accessNumber: 1, parties: 1, version: -1 } as const;
/** All rows of a contract; a second row of a version cannot be. */
export const VERSIONS_INDEX = { accessNumber: 1, version: 1 } as const;
