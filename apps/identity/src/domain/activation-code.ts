import { DomainError, keyedHash, newCode, newId, normalizeCode } from '#libs/kernel';
import { ACTIVATION_HOTLINE } from './hotline.js';

/** What is kept of an activation code: enough to recognize it, not enough to use it. */
export interface ActivationCode {
  /** Keyed hash of the code. */
  hash: string;
  codeId: string;
  accountId: string;
  expiresAt: Date;
  usedAt?: Date;
  /** Ended before its time: a newer code took its place, or the account was closed. */
  replacedAt?: Date;
}

/** Makes and recognizes activation codes (Freischaltcodes): 16 symbols, one use. */
export class ActivationCodes {
  /** `lifetime` in ms. */
  constructor(
    private readonly key: Buffer,
    private readonly lifetime: number,
  ) {}

  /** A code in clear, for the e-mail only, and what is stored of it. */
  make(accountId: string, now: Date): { code: string; stored: ActivationCode } {
    const code = newCode(16);
    const expiresAt = new Date(now.getTime() + this.lifetime);
    return { code, stored: { hash: this.hashOf(code), codeId: newId(), accountId, expiresAt } };
  }

  /** Case, spaces and dashes do not matter. */
  hashOf(typed: string): string {
    return keyedHash(this.key, normalizeCode(typed));
  }
}

/** @throws DomainError `code-invalid`, `code-used`, `code-expired` with the hotline; nothing for a code that can be used. */
export function assertUsable(code: ActivationCode | undefined, now: Date): asserts code is ActivationCode {
  const params = { hotline: ACTIVATION_HOTLINE };
  if (!code) throw new DomainError('code-invalid', { params });
  if (code.usedAt) throw new DomainError('code-used', { params });
  if (!isOpen(code, now)) throw new DomainError('code-expired', { params });
}

export function isOpen(code: ActivationCode, now: Date): boolean {
  return !code.usedAt && !code.replacedAt && now < code.expiresAt;
}
