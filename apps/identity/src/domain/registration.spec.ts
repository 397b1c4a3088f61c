import { describe, expect, it } from '@jest/globals';
import { aForm } from '../../test/builders.js';
import { afterWaiting, outcomeOf, RegistrationTimes } from './registration.js';

const now = new Date('2026-05-01T10:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const times = new RegistrationTimes(100_000, 5_000);

describe('the outcome of a registration', () => {
  it.each([
    [undefined, true, 'INVITE'],
    [undefined, false, 'WAIT'],
    ['INVITED', true, 'INVITE'],
    ['INVITED', false, 'WAIT'],
    ['ACTIVE', true, 'REFUSE'],
    ['ACTIVE', false, 'REFUSE'],
    ['LOCKED', true, 'REFUSE'],
  ] as const)('with an account that is %s and suitable contract %s is %s', (status, suitable, outcome) => {
    expect(outcomeOf(status, suitable)).toBe(outcome);
  });
});

describe('a waiting registration', () => {
  it('is looked at after the grace, says so once, and then waits for its end', () => {
    const started = times.start(aForm(), now);
    expect(started).toMatchObject({ state: 'WAITING', version: 1, dueAt: after(5_000), expiresAt: after(100_000), pendingTold: false });
    const told = afterWaiting(started, after(5_000));
    expect(told).toMatchObject({ state: 'WAITING', version: 2, pendingTold: true, dueAt: after(100_000) });
    expect(afterWaiting({ ...told, dueAt: after(6_000) }, after(6_000))).toEqual(told);
    expect(afterWaiting(told, after(100_000))).toMatchObject({ state: 'EXPIRED', version: 3 });
  });
});
