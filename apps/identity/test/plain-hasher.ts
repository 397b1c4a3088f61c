import { DomainError } from '#libs/kernel';
import { PasswordHasher } from '../src/domain/password-hasher.js';

export const plainHash = (password: string): string => `hash of ${password}`;

/** Knows a password by its text, counts what would be costly, and may be full. */
export class PlainHasher extends PasswordHasher {
  full = false;
  present = 0;
  hashed = 0;
  compared: (string | undefined)[] = [];

  async admit<T>(work: () => Promise<T>): Promise<T> {
    if (this.full) throw new DomainError('service-unavailable', { params: { retryAfter: 1 } });
    this.present += 1;
    try {
      return await work();
    } finally {
      this.present -= 1;
    }
  }

  async hash(password: string): Promise<string> {
    this.hashed += 1;
    return plainHash(password);
  }

  async verify(hash: string | undefined, password: string): Promise<boolean> {
    this.compared.push(hash);
    return hash === plainHash(password);
  }
}
