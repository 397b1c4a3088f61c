import { deriveKey } from '#libs/kernel';

/** A gateway that has not heard of a rotation yet signs with the retired key for a little longer (ms). */
const GRACE = 5 * 60_000;

/** No session lives longer (ms). */
const SESSION_LIFETIME = 12 * 3_600_000;

/** How signing keys are kept, and for how long. */
export class KeySettings {
  /** For the private halves in the database; 32 bytes. */
  readonly encryptionKey: Buffer;

  /** `secret` is configured, `tokenLifetime` in milliseconds. */
  constructor(
    secret: string,
    readonly tokenLifetime: number,
  ) {
    this.encryptionKey = deriveKey(secret, 'signing-keys');
  }

  /** What retired before this has signed nothing that is still valid. */
  forgetBefore(now: Date): Date {
    return new Date(now.getTime() - this.tokenLifetime - GRACE);
  }

  /** What retired before this has signed nothing whose session may still live: until then even an expired token signs out. */
  dropBefore(now: Date): Date {
    return new Date(now.getTime() - SESSION_LIFETIME - GRACE);
  }
}
