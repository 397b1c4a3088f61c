import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, PlumbingLogger } from './database.js';
import { OutboxLanes } from './outbox-lanes.js';
import { membersOf, messageOf, type OutboxPublisher, type OutboxRow } from './outbox.schema.js';
import { OutboxStore } from './outbox.store.js';
import type { OutboxLag, PersistenceMetrics } from './persistence-metrics.js';

export interface OutboxRelayOptions {
  database: Database;
  publisher: OutboxPublisher;
  logger: PlumbingLogger;
  metrics?: PersistenceMetrics;
  /** Pause between two sweeps in ms. */
  sweepEveryMs?: number;
}

const IN_FLIGHT = 64;
const HELD_ROWS = 5000;
const SWEPT_ROWS = 200;
const PUBLISH_TIMEOUT_MS = 5000;
const MARK_EVERY_MS = 100;
const MARK_ROWS = 500;
/** While the bus refuses everything, one row in so many ms asks whether it is back. */
const PROBE_EVERY_MS = 200;
const MEASURE_EVERY_SWEEPS = 5;

/**
 * Brings committed rows to the bus until it has acknowledged them. The committing process does so at once from memory;
 * the sweep finds what a crash, an outage or a full memory left behind, of any instance.
 */
export class OutboxRelay {
  readonly #store: OutboxStore;
  readonly #lanes = new OutboxLanes(HELD_ROWS);
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Members of each bundle that are not published yet. */
  readonly #bundles = new Map<string, number>();
  #published = new Set<string>();
  #marking: Promise<void> = Promise.resolve();
  #markTimer: NodeJS.Timeout | undefined;
  #running = false;
  #refusing = false;
  #probing = false;
  #inFlight = 0;
  #sweeps = 0;

  constructor(private readonly options: OutboxRelayOptions) {
    this.#store = new OutboxStore(options.database);
  }

  /** Call after the migrations: the sweep needs its index. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#after(0, () => this.#sweep());
  }

  /** Publishes rows that this process has just committed. */
  wake(rows: OutboxRow[]): void {
    if (!this.#running) return;
    for (const row of rows) this.#hold(row);
    this.#pump();
  }

  /** A bundle as a whole, or not at all. False where there is no room. */
  #hold(row: OutboxRow): boolean {
    if (!row.members) return this.#lanes.add(row);
    if (this.#bundles.has(row._id) || this.#lanes.room < row.members.length) return false;
    this.#bundles.set(row._id, row.members.length);
    for (const member of membersOf(row)) this.#lanes.add(member);
    return true;
  }

  /** Publishes what is in memory (for as long as the bus takes it, at most `graceMs`) and leaves the rest to others. */
  async stop(graceMs = 2000): Promise<void> {
    if (!this.#running) return;
    const end = Date.now() + graceMs;
    while (this.#lanes.size > 0 && !this.#refusing && Date.now() < end) await sleep(10);
    this.#running = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    const left = [...this.#lanes.clear(), ...this.#bundles.keys()];
    this.#bundles.clear();
    await this.#mark();
    if (left.length > 0) await this.#store.release(left).catch((error: unknown) => this.#warn(error, 'leases were not given back, they lapse'));
  }

  lag(): Promise<OutboxLag> {
    return this.#store.lag();
  }

  async #sweep(): Promise<void> {
    let taken: OutboxRow[] = [];
    let left: string[] = [];
    try {
      // Rows held during an outage are taken again by nobody but us, and are tried first.
      const room = Math.min(SWEPT_ROWS, this.#lanes.room);
      if (room > 0 && !(this.#refusing && this.#lanes.size > 0)) {
        const held = (id: string): boolean => this.#lanes.holds(id) || this.#bundles.has(id) || this.#published.has(id);
        taken = await this.#store.takeLapsed(room, held);
        // What follows one that does not fit waits with it: it may be of the same key.
        const fitting = taken.findIndex((row) => !this.#hold(row));
        left = fitting === -1 ? [] : taken.slice(fitting).map(({ _id }) => _id);
        this.#pump();
        if (left.length > 0) await this.#store.release(left);
      }
      if (this.#sweeps++ % MEASURE_EVERY_SWEEPS === 0 && this.options.metrics) this.options.metrics.lag(await this.lag());
    } catch (error) {
      this.#warn(error, 'the sweep of the outbox failed');
    }
    // What a full memory left behind need not wait for longer than the bus does.
    const more = taken.length === SWEPT_ROWS && left.length === 0 && !this.#refusing;
    this.#after(more ? 0 : (this.options.sweepEveryMs ?? 1000), () => this.#sweep());
  }

  #pump(): void {
    while (this.#running && !this.#probing && this.#inFlight < (this.#refusing ? 1 : IN_FLIGHT)) {
      const row = this.#lanes.next();
      if (!row) return;
      this.#inFlight++;
      void this.#publish(row);
    }
  }

  async #publish(row: OutboxRow): Promise<void> {
    try {
      const message = messageOf(row);
      if (message) await within(PUBLISH_TIMEOUT_MS, this.options.publisher.publish(message));
      this.#accepted(row);
    } catch (error) {
      this.#refused(row, error);
    } finally {
      this.#inFlight--;
      this.#pump();
    }
  }

  #accepted(row: OutboxRow): void {
    this.#refusing = false;
    this.options.metrics?.published();
    if (this.#isWhole(row)) this.#published.add(row.bundle ?? row._id);
    this.#lanes.done(row);
    if (this.#published.size >= MARK_ROWS) void this.#mark();
    else this.#markTimer ??= this.#after(MARK_EVERY_MS, () => this.#mark());
  }

  /** Whether with this row all that is stored with it is published; of a bundle that was given up meanwhile nobody knows. */
  #isWhole({ bundle }: OutboxRow): boolean {
    if (bundle === undefined) return true;
    const left = (this.#bundles.get(bundle) ?? Infinity) - 1;
    if (left > 0) this.#bundles.set(bundle, left);
    else this.#bundles.delete(bundle);
    return left === 0;
  }

  #refused(row: OutboxRow, error: unknown): void {
    if (!this.#refusing) this.#warn(error, 'the bus does not take an outbox row, trying again');
    this.options.metrics?.publishFailed();
    this.#refusing = true;
    row.attempts++;
    this.#after(Math.min(5000, 50 * 2 ** row.attempts), () => {
      this.#lanes.again(row);
      this.#pump();
    });
    if (this.#probing) return;
    this.#probing = true;
    this.#after(PROBE_EVERY_MS, () => {
      this.#probing = false;
      this.#pump();
    });
  }

  /** One update after the other; what fails is marked with the next. */
  #mark(): Promise<void> {
    if (this.#markTimer) clearTimeout(this.#markTimer);
    this.#markTimer = undefined;
    this.#marking = this.#marking.then(async () => {
      const ids = [...this.#published];
      if (ids.length === 0) return;
      try {
        await this.#store.markPublished(ids);
        for (const id of ids) this.#published.delete(id);
      } catch (error) {
        this.#warn(error, 'published outbox rows were not marked');
        this.#markTimer ??= this.#after(1000, () => this.#mark());
      }
    });
    return this.#marking;
  }

  #after(ms: number, work: () => void | Promise<void>): NodeJS.Timeout | undefined {
    if (!this.#running) return undefined;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void work();
    }, ms);
    timer.unref();
    this.#timers.add(timer);
    return timer;
  }

  #warn(error: unknown, message: string): void {
    this.options.logger.warn({ reason: error instanceof Error ? error.message : String(error) }, message);
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the bus did not acknowledge within ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
