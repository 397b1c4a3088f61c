import { deriveKey, keyedHash } from '#libs/kernel';
import type { AuditHead, AuditSeal, StoredAuditRow } from './audit.schema.js';

/** The keyed hashes of one service's audit log: without its key no row, seal or head can be written that fits. */
export class AuditHasher {
  readonly #rows: Buffer;
  readonly #seals: Buffer;
  readonly #heads: Buffer;

  constructor(secret: string, service: string) {
    [this.#rows, this.#seals, this.#heads] = ['rows', 'seals', 'head'].map((what) => deriveKey(secret, `${service} audit ${what}`)) as [Buffer, Buffer, Buffer];
  }

  /** Over all that the document holds: a field that was added later fits as little as one that was changed. */
  row({ series: _series, hash: _hash, unsealed: _unsealed, ...content }: Omit<StoredAuditRow, 'hash'> & { hash?: string }): string {
    return keyedHash(this.#rows, canonicalJson(content));
  }

  seal({ seal: _seal, ...content }: Omit<AuditSeal, 'seal'> & { seal?: string }): string {
    return keyedHash(this.#seals, canonicalJson(content));
  }

  head({ position, seal }: Pick<AuditHead, 'position' | 'seal'>): string {
    return keyedHash(this.#heads, canonicalJson({ position, seal }));
  }
}

/** One text for one content: keys sorted, nothing for undefined, and strings as they come back from the database. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) => {
    // A half of a surrogate pair is stored as the sign for what cannot be read.
    if (typeof entry === 'string') return Buffer.from(entry).toString();
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return entry;
    return Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
