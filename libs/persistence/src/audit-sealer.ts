import type { ClientSession } from 'mongoose';
import { newCall, type Transactions } from '#libs/kernel';
import type { AuditHasher } from './audit-hasher.js';
import { AUDIT, AUDIT_HEAD, AUDIT_SEALS, type AuditHead, type AuditSeal, type StoredAuditRow } from './audit.schema.js';
import type { Database } from './database.js';
import { sessionOf } from './mongo-transaction.js';
import type { PersistenceMetrics } from './persistence-metrics.js';

export interface AuditSealerOptions {
  database: Database;
  transactions: Transactions;
  hasher: AuditHasher;
  metrics?: PersistenceMetrics;
  /** Rows in one transaction. */
  batch?: number;
}

const BATCH = 500;
/** Longer (ms) than a sealer that was killed can hold the head. */
const TIMEOUT = 12_000;

/** What the first seal follows, and where an empty chain ends. */
export const CHAIN_BEGIN = { position: 0, seal: '' } as const;

/**
 * Appends committed audit rows to the chain, in the order in which it finds them (ids of rows sort by when they were made, which is not
 * the order of their commits). Seals, head and the rows' marks change in one transaction that conflicts with any other on the head: of
 * two instances at a time one waits, and one that dies leaves nothing half done. Hence no lease, and nothing is written while there is nothing to seal.
 */
export class AuditSealer {
  constructor(private readonly options: AuditSealerOptions) {}

  /** Seals what there is; returns how many rows. @throws Error when the end of the chain is not as it was left: going on would hide that. */
  async seal(): Promise<number> {
    let sealed = 0;
    while (await this.#isWaiting()) {
      const { count, position } = await this.options.transactions.run(newCall(TIMEOUT), (tx) => this.#sealBatch(sessionOf(tx)));
      if (count > 0) this.options.metrics?.sealed(position);
      sealed += count;
    }
    return sealed;
  }

  async #isWaiting(): Promise<boolean> {
    return (await this.#rows.findOne({ unsealed: true }, { projection: { _id: 1 } })) !== null;
  }

  async #sealBatch(session: ClientSession): Promise<{ count: number; position: number }> {
    const rows = await this.#rows.find({ unsealed: true }, { session, sort: { _id: 1 }, limit: this.options.batch ?? BATCH, projection: { series: 1, number: 1, hash: 1 } }).toArray();
    const ids = rows.map(({ _id }) => _id);
    // A mark that somebody set again makes no second seal.
    const known = new Set(await this.#seals.distinct('row', { row: { $in: ids } }, { session }));
    const fresh = rows.filter(({ _id }) => !known.has(_id));
    const position = fresh.length > 0 ? await this.#append(fresh, session) : 0;
    await this.#rows.updateMany({ _id: { $in: ids } }, { $unset: { unsealed: 1 } }, { session });
    return { count: fresh.length, position };
  }

  /** Returns the position of the last. */
  async #append(rows: StoredAuditRow[], session: ClientSession): Promise<number> {
    const { hasher } = this.options;
    let { position, seal: previous } = await this.#end(session);
    const seals = rows.map(({ _id: row, series, number, hash }): AuditSeal => {
      const link = { _id: ++position, row, series, number, hash, previous };
      previous = hasher.seal(link);
      return { ...link, seal: previous };
    });
    const head = { position, seal: previous };
    await this.#head.replaceOne({ _id: 'head' }, { ...head, hash: hasher.head(head) }, { upsert: true, session });
    await this.#seals.insertMany(seals, { session });
    return position;
  }

  async #end(session: ClientSession): Promise<Pick<AuditHead, 'position' | 'seal'>> {
    const head = await this.#head.findOne({ _id: 'head' }, { session });
    if (head && head.hash !== this.options.hasher.head(head)) throw new Error('the head of the audit chain was changed, or AUDIT_KEY was; see "bsp audit verify"');
    return head ?? CHAIN_BEGIN;
  }

  get #rows() {
    return this.options.database.collection<StoredAuditRow>(AUDIT);
  }

  get #seals() {
    return this.options.database.collection<AuditSeal>(AUDIT_SEALS);
  }

  get #head() {
    return this.options.database.collection<AuditHead>(AUDIT_HEAD);
  }
}
