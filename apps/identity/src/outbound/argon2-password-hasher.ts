import { hash, verify, type Options } from '@node-rs/argon2';
import { newToken } from '#libs/kernel';
import { type HashingBounds, HashingLanes } from '#libs/service';
import { PasswordHasher } from '../domain/password-hasher.js';

export interface HashingOptions extends HashingBounds {
  memoryKib: number;
  passes: number;
}

/** argon2id, with as many lanes as there are cores to spare. */
export class Argon2PasswordHasher extends PasswordHasher {
  private constructor(
    private readonly lanes: HashingLanes,
    private readonly argon2: Options,
    private readonly dummy: string,
  ) {
    super();
  }

  static async create({ memoryKib, passes, ...bounds }: HashingOptions): Promise<Argon2PasswordHasher> {
    // argon2id is the library's default algorithm.
    const argon2: Options = { memoryCost: memoryKib, timeCost: passes, parallelism: 1 };
    return new Argon2PasswordHasher(new HashingLanes(bounds), argon2, await hash(newToken(), argon2));
  }

  admit<T>(work: () => Promise<T>): Promise<T> {
    return this.lanes.admit(work);
  }

  hash(password: string): Promise<string> {
    return this.lanes.inLane(() => hash(password, this.argon2));
  }

  async verify(known: string | undefined, password: string): Promise<boolean> {
    const isRight = await this.lanes.inLane(() => verify(known ?? this.dummy, password));
    return isRight && known !== undefined;
  }
}
