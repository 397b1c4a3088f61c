import type { OutboxRow } from './outbox.schema.js';

interface Lane {
  rows: OutboxRow[];
  /** Its first row is being published, or pauses after a failure. */
  busy: boolean;
}

/** Rows held in memory, one lane per key: lanes overtake each other, rows of one key do not. */
export class OutboxLanes {
  readonly #lanes = new Map<string, Lane>();
  readonly #ready = new Set<string>();
  readonly #held = new Set<string>();

  constructor(private readonly capacity: number) {}

  get size(): number {
    return this.#held.size;
  }

  /** Room for as many rows more. */
  get room(): number {
    return Math.max(0, this.capacity - this.#held.size);
  }

  holds(id: string): boolean {
    return this.#held.has(id);
  }

  /** False when it is already here, or there is no room. */
  add(row: OutboxRow): boolean {
    if (this.room === 0 || this.#held.has(row._id)) return false;
    this.#held.add(row._id);
    const lane = this.#lanes.get(row.key);
    if (lane) {
      lane.rows.push(row);
    } else {
      this.#lanes.set(row.key, { rows: [row], busy: false });
      this.#ready.add(row.key);
    }
    return true;
  }

  /** The first row of the lane that has waited longest; the lane is closed until `done` or `again`. */
  next(): OutboxRow | undefined {
    for (const key of this.#ready) {
      this.#ready.delete(key);
      const lane = this.#lanes.get(key);
      if (!lane) continue;
      lane.busy = true;
      return lane.rows[0];
    }
    return undefined;
  }

  /** Published: the next row of its key may go. */
  done(row: OutboxRow): void {
    this.#held.delete(row._id);
    const lane = this.#lanes.get(row.key);
    if (!lane) return;
    lane.rows.shift();
    if (lane.rows.length === 0) this.#lanes.delete(row.key);
    else this.again(row);
  }

  /** Reopens the row's lane. */
  again(row: OutboxRow): void {
    const lane = this.#lanes.get(row.key);
    if (!lane?.busy) return;
    lane.busy = false;
    this.#ready.add(row.key);
  }

  /** Gives up all rows, and names them. */
  clear(): string[] {
    const ids = [...this.#held];
    this.#held.clear();
    this.#lanes.clear();
    this.#ready.clear();
    return ids;
  }
}
