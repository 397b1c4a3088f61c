import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { activeKey, isOfUse, type KeyRing, rotate } from './key-ring.policy.js';
import { KeySettings } from './key-settings.js';
import { open, seal } from './sealed-secret.js';
import { newSigningKey, privateKeyOf } from './signing-key.js';

const key = randomBytes(32);
const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const ring: KeyRing = { version: 1, keys: [newSigningKey('NEXT', key, day(1)), newSigningKey('ACTIVE', key, day(1))] };

describe('a key ring', () => {
  it('moves next to active and active to retired, and publishes a new next', () => {
    const [next, active] = ring.keys;
    const rotated = rotate(ring, newSigningKey('NEXT', key, day(2)), day(2), day(1));
    expect(rotated.version).toBe(2);
    expect(rotated.keys.map(({ state }) => state)).toEqual(['NEXT', 'ACTIVE', 'RETIRED']);
    expect(activeKey(rotated).kid).toBe(next!.kid);
    expect(rotated.keys[2]).toMatchObject({ kid: active!.kid, retiredAt: day(2) });
  });

  it('forgets retired keys only when nothing they signed is valid any more', () => {
    const once = rotate(ring, newSigningKey('NEXT', key, day(2)), day(2), day(1));
    expect(rotate(once, newSigningKey('NEXT', key, day(3)), day(3), day(1)).keys).toHaveLength(4);
    expect(rotate(once, newSigningKey('NEXT', key, day(9)), day(9), day(8)).keys.map(({ state }) => state)).toEqual(['NEXT', 'ACTIVE', 'RETIRED']);
    const settings = new KeySettings('secret', 300_000);
    expect(isOfUse({ ...ring.keys[1]!, retiredAt: new Date(0) }, settings.forgetBefore(new Date(300_000)))).toBe(true);
    expect(isOfUse({ ...ring.keys[1]!, retiredAt: new Date(0) }, settings.forgetBefore(new Date(600_001)))).toBe(false);
  });

  it('has exactly one active key', () => {
    expect(() => activeKey({ version: 1, keys: [] })).toThrow('this one has 0');
    expect(() => activeKey({ version: 1, keys: [ring.keys[1]!, ring.keys[1]!] })).toThrow('this one has 2');
  });

  it('keeps private halves encrypted, each bound to its name', () => {
    expect(privateKeyOf(ring.keys[1]!, key).asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(() => privateKeyOf(ring.keys[1]!, randomBytes(32))).toThrow();
    expect(() => privateKeyOf({ ...ring.keys[1]!, kid: 'another' }, key)).toThrow();
    expect(() => privateKeyOf({ ...ring.keys[1]!, sealedPrivateKey: ring.keys[0]!.sealedPrivateKey }, key)).toThrow();
    const sealed = Buffer.from(seal(key, 'name', Buffer.from('secret')), 'base64url');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => open(key, 'name', changed.toString('base64url'))).toThrow();
    }
  });
});
