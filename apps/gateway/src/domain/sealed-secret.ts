import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/** Encrypts with AES-256-GCM, bound to `name`: base64url of nonce, tag and cipher text. `key` has 32 bytes. */
export function seal(key: Buffer, name: string, secret: Buffer): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
}

/** @throws Error when the key or the name is another one, or a bit was changed */
export function open(key: Buffer, name: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  const [nonce, tag, text] = [bytes.subarray(0, NONCE), bytes.subarray(NONCE, NONCE + TAG), bytes.subarray(NONCE + TAG)];
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(name)).setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]);
}
