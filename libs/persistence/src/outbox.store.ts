import type { mongo } from 'mongoose';
import { newId, type Transaction } from '#libs/kernel';
import type { Database } from './database.js';
import { sessionOf } from './mongo-transaction.js';
import { OUTBOX, OUTBOX_LEASE_MS, OUTBOX_RETENTION_MS, type OutboxRow } from './outbox.schema.js';
import type { OutboxLag } from './persistence-metrics.js';

const COUNTED = 10_000;
// Marks need not survive a crash: a lost one only publishes the row a second time, under the same id.
const CHEAP: mongo.WriteConcernSettings = { w: 1 };

/** What the relay asks of the outbox's collection. */
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /** Takes up to `limit` unpublished rows that nobody holds any more, oldest first; never one of `held`. */
  async takeLapsed(limit: number, held: (id: string) => boolean): Promise<OutboxRow[]> {
    const now = Date.now();
    const lapsed = lapsedAt(now);
    const candidates = await this.#rows.find(lapsed, { projection: { _id: 1 } }).sort({ leaseUntil: 1 }).limit(limit).toArray();
    const ids = candidates.map((row) => row._id).filter((id) => !held(id));
    if (ids.length === 0) return [];
    const owner = newId();
    const lease = { $set: { owner, leaseUntil: new Date(now + OUTBOX_LEASE_MS) }, $inc: { attempts: 1 } };
    await this.#rows.updateMany({ _id: { $in: ids }, ...lapsed }, lease);
    // UUIDv7 ids sort by the time at which they were made.
    return this.#rows.find({ _id: { $in: ids }, owner }).sort({ _id: 1 }).toArray();
  }

  async markPublished(ids: string[]): Promise<void> {
    const now = Date.now();
    const mark = {
      $set: { publishedAt: new Date(now), expireAt: new Date(now + OUTBOX_RETENTION_MS) },
      $unset: { leaseUntil: 1 as const, owner: 1 as const },
    };
    await this.#rows.updateMany({ _id: { $in: ids } }, mark, { writeConcern: CHEAP });
  }

  /** Lets any sweep take these rows at once. */
  async release(ids: string[]): Promise<void> {
    await this.#rows.updateMany({ _id: { $in: ids }, leaseUntil: { $exists: true } }, { $set: { leaseUntil: new Date(0) } }, { writeConcern: CHEAP });
  }

  async lag(): Promise<OutboxLag> {
    const pipeline = [
      { $match: { leaseUntil: { $gte: new Date(0) } } },
      { $limit: COUNTED },
      { $group: { _id: null, waiting: { $sum: 1 }, oldest: { $min: '$createdAt' } } },
    ];
    const [found] = await this.#rows.aggregate<{ waiting: number; oldest: Date }>(pipeline).toArray();
    if (!found) return { waiting: 0, oldestMs: 0 };
    return { waiting: found.waiting, oldestMs: Math.max(0, Date.now() - found.oldest.getTime()) };
  }

  get #rows(): mongo.Collection<OutboxRow> {
    return this.database.collection<OutboxRow>(OUTBOX);
  }
}

// A lease that ends later than any lease can was given by a clock that has jumped.
const lapsedAt = (now: number): mongo.Filter<OutboxRow> => ({
  $or: [{ leaseUntil: { $lte: new Date(now) } }, { leaseUntil: { $gt: new Date(now + 2 * OUTBOX_LEASE_MS) } }],
});

/** Forgets the secret of a delivery once notification reported `message.sent` or `message.failed` with its cause id. */
export async function wipeDelivered(database: Database, causeId: string, tx?: Transaction): Promise<void> {
  const rows = database.collection<OutboxRow>(OUTBOX);
  await rows.updateOne({ _id: String(causeId) }, { $unset: { secret: 1 } }, tx ? { session: sessionOf(tx) } : {});
}

/** Publishes everything committed since then once more (after a loss of the streams); receivers know the ids. Returns the number of rows. */
export async function replayOutbox(database: Database, since: Date): Promise<number> {
  const again = { $set: { leaseUntil: new Date(0) }, $unset: { expireAt: 1 as const } };
  const result = await database.collection<OutboxRow>(OUTBOX).updateMany({ createdAt: { $gte: since }, publishedAt: { $exists: true } }, again);
  return result.modifiedCount;
}
