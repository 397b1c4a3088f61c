import { Injectable } from '@nestjs/common';
import { AUDIT, Database, type StoredAuditRow } from '#libs/persistence';
import type { Activity } from '../domain/activity.js';
import { ActivityStore, type ActivityPage } from '../domain/activity.store.js';

const PROJECTION = { _id: 0, number: 1, at: 1, action: 1, actor: 1, origin: 1, details: 1 } as const;

/** The rows of one account have an index by number, which is also the order in which they happened. */
@Injectable()
export class MongoActivityStore extends ActivityStore {
  constructor(private readonly database: Database) {
    super();
  }

  async listOf(accountId: string, { limit, before, actions }: ActivityPage): Promise<Activity[]> {
    const rows = this.database.collection<StoredAuditRow>(AUDIT);
    const filter = { series: accountId, ...(before !== undefined && { number: { $lt: before } }), action: { $in: [...actions] } };
    return rows.find(filter, { projection: PROJECTION, sort: { number: -1 }, limit }).toArray();
  }
}
