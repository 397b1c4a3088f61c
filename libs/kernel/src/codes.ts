import { randomBytes, randomInt } from 'node:crypto';

/** 2–9 and A–Z without I, L and O: nothing that is mistaken when it is read from paper. */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A one-time code of 28 (about 138 bit), 16 (79 bit) or 12 symbols (59 bit), in groups of four: `XXXX-XXXX-XXXX`. */
export function newCode(symbols: 12 | 16 | 28): string {
  const drawn = Array.from({ length: symbols }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]);
  return drawn.join('').match(/.{4}/g)!.join('-');
}

/** A code as people type it, without case, spaces and dashes. */
export function normalizeCode(typed: string): string {
  return typed.replace(/[\s\-\u2010-\u2015]/g, '').toUpperCase();
}

/** `count` random decimal digits. */
export function newDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

/** A random token of `bytes` bytes (at least 16), base64url. */
export function newToken(bytes = 32): string {
  return randomBytes(Math.max(16, bytes)).toString('base64url');
}
