import type { HistoryRow } from '../domain/rights-history.js';

export const RIGHTS_HISTORY = 'rights-history';

/** The rows that one change of a contract added, in order. */
export interface HistoryDocument {
  /** Access number and, with leading zeros, version of the first row: in order, and a second change from the same version cannot be. */
  _id: string;
  accessNumber: string;
  /** Version of the first row. */
  from: number;
  /** Who had or gave one of these grants: who may read of it. */
  parties: string[];
  /** JSON of the rows without their access number: nobody asks the database for what is in them, and thousands of changes are written at once. */
  rows: string;
}

type StoredRow = Omit<HistoryRow, 'accessNumber' | 'at' | 'until'> & { at: string; until?: string };

/** What one account may read of a contract, newest first. */
export const PARTIES_INDEX = { accessNumber: 1, parties: 1, from: -1 } as const;
/** Ids of all changes of a contract: access numbers are digits, so no other begins with one and a space. */
export const idsOf = (accessNumber: string) => ({ $gt: `${accessNumber} `, $lt: `${accessNumber}!` });

/** More than versions have. */
const DIGITS = 15;

/** `rows`: of one contract, in order. */
export function toHistoryDocument(rows: readonly HistoryRow[]): HistoryDocument {
  const { accessNumber, version: from } = rows[0]!;
  const parties = new Set(rows.flatMap(({ to, by }) => (by === undefined ? [to] : [to, by])));
  return { _id: `${accessNumber} ${String(from).padStart(DIGITS, '0')}`, accessNumber, from, parties: [...parties], rows: JSON.stringify(rows, (key, value: unknown) => (key === 'accessNumber' ? undefined : value)) };
}

export function toHistoryRows({ accessNumber, rows }: HistoryDocument): HistoryRow[] {
  return (JSON.parse(rows) as StoredRow[]).map(({ at, until, ...row }) => ({ accessNumber, ...row, at: new Date(at), ...(until && { until: new Date(until) }) }));
}
