import { describe, expect, it } from '@jest/globals';
import { Argon2PasswordHasher } from './argon2-password-hasher.js';

const hasher = () => Argon2PasswordHasher.create({ memoryKib: 64, passes: 1, lanes: 2, room: 3 });

describe('hashing', () => {
  it('is argon2id with the configured cost', async () => {
    const passwords = await hasher();
    const hash = await passwords.hash('Sommer-2026!');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
    expect([await passwords.verify(hash, 'Sommer-2026!'), await passwords.verify(hash, 'Sommer-2026?'), await passwords.verify(undefined, 'Sommer-2026!')]).toEqual([true, false, false]);
  });

  it('turns away at once whoever finds no room, and has room again afterwards', async () => {
    const passwords = await hasher();
    let leave!: () => void;
    const door = new Promise<void>((resolve) => (leave = resolve));
    const inside = [1, 2, 3].map(() => passwords.admit(() => door));
    await expect(passwords.admit(async () => 'in')).rejects.toMatchObject({ code: 'service-unavailable', params: { retryAfter: 1 } });
    leave();
    await Promise.all(inside);
    expect(await passwords.admit(async () => 'in')).toBe('in');
    await expect(passwords.admit(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await passwords.admit(async () => 'in')).toBe('in');
  });

  it('serves everybody who waits for a lane', async () => {
    const passwords = await hasher();
    const hashes = await Promise.all(Array.from({ length: 20 }, (_, n) => passwords.hash(`Sommer-${n}!`)));
    expect(new Set(hashes).size).toBe(20);
  });
});
