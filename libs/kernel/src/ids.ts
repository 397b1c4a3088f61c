import { randomFillSync } from 'node:crypto';
import { v5, v7 } from 'uuid';

/** Random bytes of one id. */
const BYTES = 16;
/** Drawn for many ids at once: one transaction may make thousands, and each draw costs more than the rest of an id. */
const drawn = new Uint8Array(256 * BYTES);
let used = drawn.length;
/** Ids of one millisecond are numbered, so that they sort in the order in which they were made. */
const newest = { msecs: 0, seq: 0 };

/** A new UUIDv7: unique, and sortable by the time it was made, also within one millisecond of this process. */
export function newId(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const random = drawn.subarray(used, (used += BYTES));
  const now = Date.now();
  if (now > newest.msecs) Object.assign(newest, { msecs: now, seq: ((random[6]! & 0x3f) << 24) | (random[7]! << 16) | (random[8]! << 8) | random[9]! });
  else newest.seq++;
  return v7({ random, ...newest });
}

/** Ours alone, so that the same name elsewhere is another id. */
const NAMESPACE = '6f1d2b1e-6c1b-5b0e-9f3a-2a6f0c1d7e55';

/** The UUIDv5 of a name: the same wherever and however often it is made. */
export const idFor = (name: string): string => v5(name, NAMESPACE);
