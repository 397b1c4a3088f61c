import { DomainError, keyedHash, newDigits, normalizeCode, sameBytes } from '#libs/kernel';

/** So often a code is compared at most, rightly or wrongly typed. */
export const MAX_CODE_TRIES = 5;
const DIGITS = 8;

/** What is kept of eight digits that went out by e-mail. */
export interface KeptDigits {
  /** Keyed hash of the digits and of what they are for. */
  hash: string;
  expiresAt: Date;
  tries: number;
  usedAt?: Date;
}

/** Makes and recognizes codes of eight digits: few enough to be guessed, so each is worth five tries, counted before anything is compared. */
export abstract class OneTimeDigits {
  /** `lifetime` in ms. */
  constructor(
    private readonly key: Buffer,
    private readonly lifetime: number,
  ) {}

  /** Digits in clear, for the e-mail only, and what is kept of them; they are worth something only together with `purpose`. */
  make(purpose: string, now: Date): { digits: string; kept: KeptDigits } {
    const digits = newDigits(DIGITS);
    return { digits, kept: { hash: this.hashOf(digits, purpose), expiresAt: new Date(now.getTime() + this.lifetime), tries: 0 } };
  }

  /** Spaces and dashes do not matter. */
  hashOf(typed: string, purpose: string): string {
    return keyedHash(this.key, `${purpose}\n${normalizeCode(typed)}`);
  }
}

/** Confirms that a new e-mail address is its owner's. */
export class EmailConfirmationCodes extends OneTimeDigits {}

/** Completes a sign-in in the OTP procedure. */
export class SignInCodes extends OneTimeDigits {}

/**
 * Why a try does not count as right; `kept` is read after this try was counted. Only whoever holds the right digits is told that they were
 * used or have expired; after five tries they have ended for everybody, and nothing is compared any more.
 */
export function refusalOf(kept: KeptDigits | undefined, typedHash: string, now: Date): DomainError | undefined {
  if (!kept) return new DomainError('code-invalid');
  if (kept.tries > MAX_CODE_TRIES) return new DomainError('code-expired');
  if (!sameBytes(kept.hash, typedHash)) return new DomainError('code-invalid');
  if (kept.usedAt) return new DomainError('code-used');
  return now < kept.expiresAt ? undefined : new DomainError('code-expired');
}
