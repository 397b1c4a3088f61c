import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto';
import { open, seal } from './sealed-secret.js';

export type SigningKeyState = 'NEXT' | 'ACTIVE' | 'RETIRED';

/**
 * A key that signs access tokens (ES256). As NEXT it is published so that everybody knows it before it is used; ACTIVE it signs;
 * RETIRED it only verifies what it signed, until that has expired; for signing out until no session of that time lives.
 */
export interface SigningKey {
  kid: string;
  state: SigningKeyState;
  publicKey: JsonWebKey;
  /** PKCS #8, encrypted; useless without the key from the environment. */
  sealedPrivateKey: string;
  createdAt: Date;
  retiredAt: Date | null;
}

/** A new pair, its private half encrypted with `encryptionKey` (32 bytes). */
export function newSigningKey(state: SigningKeyState, encryptionKey: Buffer, now: Date): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomBytes(12).toString('base64url');
  const sealedPrivateKey = seal(encryptionKey, kid, privateKey.export({ type: 'pkcs8', format: 'der' }));
  return { kid, state, publicKey: publicKey.export({ format: 'jwk' }), sealedPrivateKey, createdAt: now, retiredAt: null };
}

/** @throws Error when it was encrypted with another key */
export function privateKeyOf({ kid, sealedPrivateKey }: SigningKey, encryptionKey: Buffer): KeyObject {
  return createPrivateKey({ key: open(encryptionKey, kid, sealedPrivateKey), type: 'pkcs8', format: 'der' });
}

export function publicKeyOf({ publicKey }: SigningKey): KeyObject {
  return createPublicKey({ key: publicKey, format: 'jwk' });
}
