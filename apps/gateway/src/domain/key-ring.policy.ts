import type { SigningKey } from './signing-key.js';

/** All signing keys of the system. Saved as a whole: whoever changes it names the version it was made from. */
export interface KeyRing {
  version: number;
  keys: SigningKey[];
}

/** The next key signs from now on, the one that signed retires, `newKey` is published as the next. What retired before `dropBefore` leaves. */
export function rotate(ring: KeyRing, newKey: SigningKey, now: Date, dropBefore: Date): KeyRing {
  const moved = ring.keys.map((key): SigningKey => {
    if (key.state === 'NEXT') return { ...key, state: 'ACTIVE' };
    return key.state === 'ACTIVE' ? { ...key, state: 'RETIRED', retiredAt: now } : key;
  });
  return { version: ring.version + 1, keys: [newKey, ...moved.filter((key) => isOfUse(key, dropBefore))] };
}

/** Whether a key still signs or verifies. */
export function isOfUse({ retiredAt }: SigningKey, forgetBefore: Date): boolean {
  return retiredAt === null || retiredAt > forgetBefore;
}

/** @throws Error when there is not exactly one */
export function activeKey(ring: KeyRing): SigningKey {
  const [active, ...others] = ring.keys.filter((key) => key.state === 'ACTIVE');
  if (!active || others.length > 0) throw new Error(`a key ring has one active key, this one has ${others.length + (active ? 1 : 0)}`);
  return active;
}
