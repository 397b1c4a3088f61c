import type { mongo } from 'mongoose';
import { AUDIT, type StoredAuditRow } from './audit.schema.js';
import type { Database } from './database.js';

export type AuditEntry = Omit<StoredAuditRow, 'series' | 'hash' | 'unsealed'> & { sealed: boolean };

export interface AuditPage {
  /** Of one account only. */
  accountId?: string;
  limit: number;
  /** Where the page before ended; of the same question. */
  cursor?: string;
}

/** An answer on the bus has room for a mebibyte. */
const PAGE_BYTES = 600_000;
const MAX_TIME_MS = 2_500;

/** Reads the audit log of one service. Every value in a filter is a string or a number that a contract has checked. */
export class AuditLog {
  constructor(private readonly database: Database) {}

  /** Newest first: of an account by number, of all by id, which is by when they were made. A page of large rows is shorter than asked for. */
  async list({ accountId, limit, cursor }: AuditPage): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
    const [filter, sort] = accountId === undefined ? byId(cursor) : byNumber(accountId, cursor);
    const found = await this.#rows.find(filter, { sort, limit: limit + 1, maxTimeMS: MAX_TIME_MS }).toArray();
    const rows = fitting(found.slice(0, limit));
    const last = rows.at(-1);
    const hasMore = last !== undefined && rows.length < found.length;
    return { items: rows.map(entryOf), nextCursor: hasMore ? (accountId === undefined ? last._id : String(last.number)) : null };
  }

  get #rows(): mongo.Collection<StoredAuditRow> {
    return this.database.collection<StoredAuditRow>(AUDIT);
  }
}

type Question = [mongo.Filter<StoredAuditRow>, mongo.Sort];

const byId = (cursor?: string): Question => [cursor === undefined ? {} : { _id: { $lt: cursor } }, { _id: -1 }];

const byNumber = (series: string, cursor?: string): Question => [{ series, ...(cursor !== undefined && { number: { $lt: Number(cursor) } }) }, { number: -1 }];

/** The first rows that fit into one answer together; always one. */
function fitting(rows: StoredAuditRow[]): StoredAuditRow[] {
  let bytes = 0;
  const end = rows.findIndex((row) => (bytes += Buffer.byteLength(JSON.stringify(row))) > PAGE_BYTES);
  return end === -1 ? rows : rows.slice(0, Math.max(1, end));
}

function entryOf({ series: _series, hash: _hash, unsealed, ...row }: StoredAuditRow): AuditEntry {
  return { ...row, sealed: !unsealed };
}
