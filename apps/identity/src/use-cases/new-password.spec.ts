import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/kernel';
import { plainHash, PlainHasher } from '../../test/plain-hasher.js';
import type { PasswordHolder } from '../domain/account.store.js';
import { NewPassword, type ChosenPassword } from './new-password.js';

const OLD = ['Fuenf-5555', 'Vier-4444', 'Drei-3333', 'Zwei-2222', 'Eins-1111'];
const holder = { id: 'a', username: 'anna.muster', passwordHashes: OLD.map(plainHash) };

function setUp() {
  const passwords = new PlainHasher();
  const choose = (password: string, more: Partial<ChosenPassword> = {}, whose: PasswordHolder = holder) =>
    new NewPassword(passwords).hashOf({ password, field: 'newPassword', ...more }, whose);
  const broken = (...chosen: Parameters<typeof choose>) =>
    choose(...chosen).then(() => [], ({ code, errors }: DomainError) => [code, ...errors!.map(({ field, rule }) => `${field} ${rule}`)]);
  return { passwords, choose, broken };
}

describe('a new password', () => {
  it('that breaks no rule becomes a hash', async () => {
    const { choose } = setUp();
    expect(await choose('Sechs-6666')).toBe(plainHash('Sechs-6666'));
    expect(await choose('Sechs-6666', { current: OLD[0]! })).toBe(plainHash('Sechs-6666'));
  });

  it.each(OLD)('is none of the five newest (%s), whether the current one is known in clear or not', async (password) => {
    const { broken, passwords } = setUp();
    for (const known of [{}, { current: OLD[0]! }]) expect(await broken(password, known)).toEqual(['password-policy', 'newPassword history']);
    expect(passwords.hashed).toBe(0);
  });

  it('may be the one before the five newest', async () => {
    const { choose } = setUp();
    expect(await choose('Null-0000')).toBe(plainHash('Null-0000'));
  });

  it('is told every rule that it breaks, the five newest among them, under the name of its field', async () => {
    const { broken } = setUp();
    const whose = { id: 'a', username: 'anna.muster', passwordHashes: [plainHash('müster')] };
    expect(await broken('müster', { field: 'password' }, { ...whose, username: 'xmüster' })).toEqual([
      'password-policy', 'password length', 'password digit', 'password special', 'password alphabet', 'password username', 'password history',
    ]);
  });

  it('is of digits in the OTP procedure, where the username and the five newest count too', async () => {
    const { broken, choose } = setUp();
    const partner = { id: 'p', username: 'p-20262026', passwordHashes: [plainHash('12345678')], otpProcedure: true };
    expect(await broken('Sommer-2026!', {}, partner)).toEqual(['password-policy', 'newPassword digits-only']);
    expect(await broken('20262026', {}, partner)).toEqual(['password-policy', 'newPassword username']);
    expect(await broken('12345678', {}, partner)).toEqual(['password-policy', 'newPassword history']);
    expect(await choose('87654321', {}, partner)).toBe(plainHash('87654321'));
  });

  it('costs four comparisons and a hash where the current one is known in clear, else one more', async () => {
    const { passwords, choose } = setUp();
    await choose('Sechs-6666', { current: OLD[0]! });
    expect([passwords.compared, passwords.hashed]).toEqual([holder.passwordHashes.slice(1), 1]);
    await choose('Sechs-6666');
    expect([passwords.compared.length, passwords.hashed]).toEqual([9, 2]);
  });
});
