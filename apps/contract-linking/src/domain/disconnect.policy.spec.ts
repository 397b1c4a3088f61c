import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/kernel';
import { assertConfirmed, assertFits } from './disconnect.policy.js';

const NUMBER = '1000000';
const told = (act: () => void): unknown => {
  try {
    act();
    return undefined;
  } catch (error) {
    const { code, errors } = error as DomainError;
    return errors ? [code, ...errors.map(({ field, rule }) => `${field} ${rule}`)] : code;
  }
};
const confirmed = (confirm: string | undefined) => told(() => assertConfirmed({ customerNumber: NUMBER, confirm }));
const fits = (confirm: string, isLast: boolean) => told(() => assertFits({ customerNumber: NUMBER, confirm }, isLast));

describe('a disconnection', () => {
  it('must be confirmed with the customer number, or the word for the last one', () => {
    expect([confirmed(undefined), confirmed('')]).toEqual([['validation-failed', 'confirm required'], ['validation-failed', 'confirm required']]);
    expect([confirmed('1000001'), confirmed('yes')]).toEqual([['validation-failed', 'confirm mismatch'], ['validation-failed', 'confirm mismatch']]);
    expect([confirmed(NUMBER), confirmed('last-administrator')]).toEqual([undefined, undefined]);
  });

  it('takes the customer number while somebody else is left, and the word always', () => {
    expect([fits(NUMBER, false), fits('last-administrator', true), fits('last-administrator', false)]).toEqual([undefined, undefined, undefined]);
    expect(fits(NUMBER, true)).toBe('last-administrator');
  });
});
