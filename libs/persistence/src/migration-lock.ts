import { setTimeout as sleep } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { newId } from '#libs/kernel';
import type { Database } from './database.js';

interface LockRow {
  _id: string;
  owner: string;
  leaseUntil: Date;
}

const LOCK = 'migrations';
const POLL_MS = 100;
const DUPLICATE_KEY = 11000;

/** One holder at a time, over all instances; a holder that dies loses it after the lease. */
export class MigrationLock {
  readonly #owner = newId();
  #renewal: NodeJS.Timeout | undefined;
  #lost = false;

  constructor(
    private readonly database: Database,
    private readonly leaseMs = 5000,
  ) {}

  /** Waits for as long as others hold it. */
  async acquire(): Promise<void> {
    while (!(await this.#take())) await sleep(POLL_MS);
    this.#renewal = setInterval(() => void this.#renew(), this.leaseMs / 3);
    this.#renewal.unref();
  }

  /** @throws Error when the lease ran out: another instance may be migrating now. */
  assertHeld(): void {
    if (this.#lost) throw new Error('the lock on the migrations was lost; start again');
  }

  async release(): Promise<void> {
    clearInterval(this.#renewal);
    await this.#rows.deleteOne({ _id: LOCK, owner: this.#owner });
  }

  async #take(): Promise<boolean> {
    const now = Date.now();
    // A lease that ends later than any lease can was given by a clock that has jumped.
    const free = { $or: [{ leaseUntil: { $lte: new Date(now) } }, { leaseUntil: { $gt: new Date(now + 2 * this.leaseMs) } }] };
    try {
      await this.#rows.updateOne({ _id: LOCK, ...free }, { $set: this.#lease(now) }, { upsert: true });
      return true;
    } catch (error) {
      if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  async #renew(): Promise<void> {
    try {
      const result = await this.#rows.updateOne({ _id: LOCK, owner: this.#owner }, { $set: this.#lease(Date.now()) });
      if (result.matchedCount === 0) this.#lost = true;
    } catch {
      // The next renewal tries again; if all fail, another takes the lock and this one finds it lost.
    }
  }

  #lease(now: number): Omit<LockRow, '_id'> {
    return { owner: this.#owner, leaseUntil: new Date(now + this.leaseMs) };
  }

  get #rows(): mongo.Collection<LockRow> {
    return this.database.collection<LockRow>('locks');
  }
}
