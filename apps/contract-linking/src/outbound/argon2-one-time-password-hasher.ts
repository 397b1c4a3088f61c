import { createHmac } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { keyedHash, normalizeCode } from '#libs/kernel';
import { type HashingBounds, HashingLanes } from '#libs/service';
import { type HashCost, OneTimePasswordHasher } from '../domain/one-time-password.js';

/** `hash`: of what argon2id gave; `salt`: of the customer number. */
export interface OneTimePasswordKeys {
  hash: Buffer;
  salt: Buffer;
}

const SALT_BYTES = 16;

/** argon2id with a salt of the customer number, then HMAC: one and the same value for one code of one number, by which it is found. */
export class Argon2OneTimePasswordHasher extends OneTimePasswordHasher {
  private readonly lanes: HashingLanes;

  constructor(
    private readonly keys: OneTimePasswordKeys,
    readonly cost: HashCost,
    bounds: HashingBounds,
  ) {
    super();
    this.lanes = new HashingLanes(bounds);
  }

  admit<T>(work: () => Promise<T>): Promise<T> {
    return this.lanes.admit(work);
  }

  async hash(customerNumber: string, typed: string, { memoryKib, passes }: HashCost = this.cost): Promise<string> {
    const salt = createHmac('sha256', this.keys.salt).update(customerNumber).digest().subarray(0, SALT_BYTES);
    // argon2id is the library's default algorithm.
    const slow = await this.lanes.inLane(() => hashRaw(normalizeCode(typed), { salt, memoryCost: memoryKib, timeCost: passes, parallelism: 1 }));
    return keyedHash(this.keys.hash, slow.toString('base64url'));
  }
}
