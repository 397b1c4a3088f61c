import { availableParallelism } from 'node:os';
import { DomainError } from '#libs/kernel';

export interface HashingBounds {
  /** Hashes computed at a time; one core stays free for everybody who does not hash. */
  lanes: number;
  /** Requests that may be here at a time, hashing or waiting. */
  room: number;
}

/** Requests per lane that may wait for a hash: half a second's worth. */
const ROOM_PER_LANE = 64;

/** As many lanes as there are cores to spare. */
export function hashingBounds(): HashingBounds {
  const lanes = Math.max(1, availableParallelism() - 1);
  return { lanes, room: ROOM_PER_LANE * lanes };
}

/** Hashing on purpose made dear is bounded, and who does not fit in is told at once. */
export class HashingLanes {
  private present = 0;
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly bounds: HashingBounds) {}

  /** Runs a request that will hash, if there is room. @throws DomainError `service-unavailable` with `retryAfter` at once otherwise */
  async admit<T>(work: () => Promise<T>): Promise<T> {
    if (this.present >= this.bounds.room) throw new DomainError('service-unavailable', { params: { retryAfter: 1 } });
    this.present += 1;
    try {
      return await work();
    } finally {
      this.present -= 1;
    }
  }

  /** Computes one hash when a lane is free. */
  async inLane<T>(work: () => Promise<T>): Promise<T> {
    // Whoever ends hands the lane over without freeing it, so that nobody overtakes.
    if (this.busy >= this.bounds.lanes) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.busy += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}
