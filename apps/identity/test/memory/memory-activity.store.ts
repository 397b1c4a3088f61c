import type { Activity } from '../../src/domain/activity.js';
import { ActivityStore, type ActivityPage } from '../../src/domain/activity.store.js';
import type { MemoryTransactions } from './memory-database.js';

/** Numbers what the transactions have audited; all of it happened at one moment. */
export class MemoryActivityStore extends ActivityStore {
  constructor(private readonly transactions: MemoryTransactions) {
    super();
  }

  async listOf(accountId: string, { limit, before = Infinity, actions }: ActivityPage): Promise<Activity[]> {
    const rows = this.transactions.audits.filter((row) => row.accountId === accountId);
    const numbered = rows.map(({ action, actor, origin, details }, index) => ({ number: index + 1, at: new Date(0), action, actor, ...(origin && { origin }), ...(details && { details }) }));
    return numbered.filter(({ number, action }) => number < before && actions.includes(action)).reverse().slice(0, limit);
  }
}
