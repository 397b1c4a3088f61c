import { hash, verify, type Options } from '@node-rs/argon2';
import { DomainError, newToken } from '#libs/kernel';
import { PasswordHasher } from '../domain/password-hasher.js';

export interface HashingOptions {
  memoryKib: number;
  passes: number;
  /** Hashes computed at a time; one core stays free for everybody who does not hash. */
  lanes: number;
  /** Requests that may be here at a time, hashing or waiting. */
  room: number;
}

/** argon2id, with as many lanes as there are cores to spare. */
export class Argon2PasswordHasher extends PasswordHasher {
  private present = 0;
  private busy = 0;
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly options: HashingOptions,
    private readonly argon2: Options,
    private readonly dummy: string,
  ) {
    super();
  }

  static async create(options: HashingOptions): Promise<Argon2PasswordHasher> {
    // argon2id is the library's default algorithm.
    const argon2: Options = { memoryCost: options.memoryKib, timeCost: options.passes, parallelism: 1 };
    return new Argon2PasswordHasher(options, argon2, await hash(newToken(), argon2));
  }

  async admit<T>(work: () => Promise<T>): Promise<T> {
    if (this.present >= this.options.room) throw new DomainError('service-unavailable', { params: { retryAfter: 1 } });
    this.present += 1;
    try {
      return await work();
    } finally {
      this.present -= 1;
    }
  }

  hash(password: string): Promise<string> {
    return this.inLane(() => hash(password, this.argon2));
  }

  async verify(known: string | undefined, password: string): Promise<boolean> {
    const isRight = await this.inLane(() => verify(known ?? this.dummy, password));
    return isRight && known !== undefined;
  }

  private async inLane<T>(work: () => Promise<T>): Promise<T> {
    // Whoever ends hands the lane over without freeing it, so that nobody overtakes.
    if (this.busy >= this.options.lanes) await new Promise<void>((resolve) => this.waiting.push(resolve));
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
