import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { asUnavailable, Database, sessionOf } from '#libs/persistence';
import type { HistoryRow } from '../domain/rights-history.js';
import { RightsHistoryStore } from '../domain/rights-history.store.js';
import { type HistoryDocument, RIGHTS_HISTORY, VERSIONS_INDEX } from './rights-history.schema.js';

/** For an answer within 3 s. */
const MAX_TIME_MS = 2_500;

/** Every value in a filter here is an id or a number that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoRightsHistoryStore extends RightsHistoryStore {
  private readonly rows: mongo.Collection<HistoryDocument>;

  constructor(database: Database) {
    super();
    this.rows = database.collection(RIGHTS_HISTORY);
  }

  async append(tx: Transaction, rows: readonly HistoryRow[]): Promise<void> {
    if (rows.length === 0) return;
    const documents = rows.map((row) => ({ _id: `${row.accessNumber} ${row.version}`, ...row, parties: row.by === undefined ? [row.to] : [row.to, row.by] }));
    await this.rows.insertMany(documents, { session: sessionOf(tx), ordered: false });
  }

  async listOf(accountId: string, accessNumber: string, { limit, before }: { limit: number; before?: number }): Promise<HistoryRow[]> {
    const query = { accessNumber, parties: accountId, ...(before !== undefined && { version: { $lt: before } }) };
    return this.read(query, { version: -1 }, limit);
  }

  listAll(accessNumber: string): Promise<HistoryRow[]> {
    return this.read({ accessNumber }, VERSIONS_INDEX, 0);
  }

  private async read(query: mongo.Filter<HistoryDocument>, sort: Record<string, 1 | -1>, limit: number): Promise<HistoryRow[]> {
    try {
      const found = await this.rows.find(query, { sort, limit, maxTimeMS: MAX_TIME_MS }).toArray();
      return found.map(({ _id, parties: _readers, ...row }) => row);
    } catch (error) {
      throw asUnavailable(error);
    }
  }
}
