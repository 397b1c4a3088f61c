import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { HistoryRow } from '../domain/rights-history.js';
import { RightsHistoryStore } from '../domain/rights-history.store.js';
import { answered, MAX_TIME_MS } from './answered.js';
import { type HistoryDocument, idsOf, RIGHTS_HISTORY, toHistoryDocument, toHistoryRows } from './rights-history.schema.js';

/** Every value in a filter here is an id or a number that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoRightsHistoryStore extends RightsHistoryStore {
  private readonly changes: mongo.Collection<HistoryDocument>;

  constructor(database: Database) {
    super();
    this.changes = database.collection(RIGHTS_HISTORY);
  }

  async append(tx: Transaction, changes: readonly HistoryRow[][]): Promise<void> {
    const documents = changes.filter((rows) => rows.length > 0).map(toHistoryDocument);
    if (documents.length > 0) await this.changes.insertMany(documents, { session: sessionOf(tx), ordered: false });
  }

  async listOf(accountId: string, accessNumber: string, { limit, before = Infinity }: { limit: number; before?: number }): Promise<HistoryRow[]> {
    const theirs: HistoryRow[] = [];
    const found = this.changes.find({ accessNumber, parties: accountId, from: { $lt: before } }, { sort: { from: -1 }, maxTimeMS: MAX_TIME_MS });
    const reading = (async () => {
      for await (const change of found) {
        const rows = toHistoryRows(change).reverse().filter(({ version, to, by }) => version < before && (to === accountId || by === accountId));
        theirs.push(...rows.slice(0, limit - theirs.length));
        if (theirs.length >= limit) return;
      }
    })();
    await answered(reading);
    return theirs;
  }

  async listAll(accessNumber: string): Promise<HistoryRow[]> {
    const found = await answered(this.changes.find({ _id: idsOf(accessNumber) }, { sort: { _id: 1 }, maxTimeMS: MAX_TIME_MS }).toArray());
    return found.flatMap(toHistoryRows);
  }
}
