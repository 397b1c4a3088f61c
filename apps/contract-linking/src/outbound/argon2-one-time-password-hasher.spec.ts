import { describe, expect, it } from '@jest/globals';
import { deriveKey } from '#libs/kernel';
import { Argon2OneTimePasswordHasher } from './argon2-one-time-password-hasher.js';

const COST = { memoryKib: 64, passes: 1 };
const hasher = (secret = 'secret', cost = COST) => new Argon2OneTimePasswordHasher({ hash: deriveKey(secret, 'hash'), salt: deriveKey(secret, 'salt') }, cost, { lanes: 2, room: 2 });

describe('the hash of a one-time password', () => {
  it('is the same for one code however it is typed, and says nothing of it', async () => {
    const [hash, typed] = [await hasher().hash('1000000', 'ABCD-EFGH-JKMN'), await hasher().hash('1000000', ' abcd efgh–jkmn ')];
    expect(typed).toBe(hash);
    expect(hash).toMatch(/^[\w-]{43}$/);
    expect(hash).not.toContain('ABCD');
  });

  it('is another one for another customer number, key, cost or code', async () => {
    const hashes = await Promise.all([
      hasher().hash('1000000', 'ABCD-EFGH-JKMN'),
      hasher().hash('1000001', 'ABCD-EFGH-JKMN'),
      hasher('other').hash('1000000', 'ABCD-EFGH-JKMN'),
      hasher('secret', { memoryKib: 128, passes: 1 }).hash('1000000', 'ABCD-EFGH-JKMN'),
      hasher().hash('1000000', 'ABCD-EFGH-JKMP'),
    ]);
    expect(new Set(hashes).size).toBe(5);
  });

  it('can be made at the cost of an older one', async () => {
    const dearer = hasher('secret', { memoryKib: 128, passes: 2 });
    expect(await dearer.hash('1000000', 'ABCD-EFGH-JKMN', COST)).toBe(await hasher().hash('1000000', 'ABCD-EFGH-JKMN'));
    expect(dearer.cost).toEqual({ memoryKib: 128, passes: 2 });
  });

  it('is bounded', async () => {
    const bounded = hasher();
    let leave!: () => void;
    const door = new Promise<void>((resolve) => (leave = resolve));
    const inside = [1, 2].map(() => bounded.admit(() => door));
    await expect(bounded.admit(async () => 'in')).rejects.toMatchObject({ code: 'service-unavailable' });
    leave();
    await Promise.all(inside);
  });
});
