import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newCall, newId } from '#libs/kernel';
import type { BusClient } from '#libs/messaging';
import { KeySettings } from '../domain/key-settings.js';
import { SessionChecks } from './session-checks.js';

const caller = { accountId: newId(), sessionId: newId() };

interface State {
  alive: boolean;
  contactDataRequired: boolean;
}

function checksWith(answer: () => Promise<State> | State) {
  const ask = jest.fn(async () => answer());
  const checks = new SessionChecks({ ask } as unknown as BusClient, new KeySettings('secret', 300_000));
  const check = (needsContactData = false) => checks.check(caller, { needsContactData }, newCall(5_000)).then(() => 'yes', ({ code }: { code: string }) => code);
  return { ask, checks, check };
}

beforeEach(() => void jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(() => void jest.useRealTimers());
const pass = (ms: number) => jest.setSystemTime(Date.now() + ms);

describe('a session check', () => {
  it('keeps a yes for 800 ms, counted from before the question', async () => {
    const { ask, check } = checksWith(() => {
      pass(300);
      return { alive: true, contactDataRequired: false };
    });
    expect([await check(), await check()]).toEqual(['yes', 'yes']);
    expect(ask).toHaveBeenCalledTimes(1);
    pass(499);
    await check();
    expect(ask).toHaveBeenCalledTimes(1);
    pass(1);
    await check();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('keeps a no until the token expires', async () => {
    const { ask, check } = checksWith(() => ({ alive: false, contactDataRequired: false }));
    expect(await check()).toBe('token-invalid');
    pass(299_000);
    expect(await check()).toBe('token-invalid');
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('is answered no at once where the sign-out was answered, even while a question is on its way', async () => {
    let answer!: (state: State) => void;
    const { checks, check } = checksWith(() => new Promise((resolve) => (answer = resolve)));
    const waiting = check();
    await Promise.resolve();
    checks.end(caller.sessionId);
    answer({ alive: true, contactDataRequired: false });
    expect(await waiting).toBe('token-invalid');
    expect(await check()).toBe('token-invalid');
  });

  it('does not remember a yes to a question asked before the session was reported as ended', async () => {
    let answer!: (state: State) => void;
    const { ask, checks, check } = checksWith(() => new Promise((resolve) => (answer = resolve)));
    const waiting = check();
    await Promise.resolve();
    checks.forget(caller.sessionId);
    answer({ alive: true, contactDataRequired: false });
    expect(await waiting).toBe('yes');
    const later = check();
    answer({ alive: false, contactDataRequired: false });
    expect(await later).toBe('token-invalid');
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('shares one question among requests of the same moment, but not with those that come 800 ms later', async () => {
    const answers: ((state: State) => void)[] = [];
    const { ask, check } = checksWith(() => new Promise((resolve) => answers.push(resolve)));
    const first = [check(), check(), check()];
    await Promise.resolve();
    expect(ask).toHaveBeenCalledTimes(1);
    pass(800);
    const late = check();
    await Promise.resolve();
    expect(ask).toHaveBeenCalledTimes(2);
    answers[0]!({ alive: true, contactDataRequired: false });
    expect(await Promise.all(first)).toEqual(['yes', 'yes', 'yes']);
    answers[1]!({ alive: false, contactDataRequired: false });
    expect(await late).toBe('token-invalid');
  });

  it('lets nobody pass when identity cannot be asked and nothing fresh is known', async () => {
    const { check, checks } = checksWith(() => Promise.reject(Object.assign(new Error(), { code: 'service-unavailable' })));
    expect(await check()).toBe('service-unavailable');
    checks.opened(caller.sessionId, false, Date.now());
    expect(await check()).toBe('yes');
    pass(800);
    expect(await check()).toBe('service-unavailable');
  });

  it('holds whoever has not completed the contact data, and asks again before it refuses', async () => {
    let contactDataRequired = true;
    const { ask, check } = checksWith(() => ({ alive: true, contactDataRequired }));
    expect([await check(false), await check(true)]).toEqual(['yes', 'contact-data-required']);
    contactDataRequired = false;
    expect(await check(true)).toBe('yes');
    expect(await check(true)).toBe('yes');
    expect(ask).toHaveBeenCalledTimes(3);
  });

  it('refuses nobody by a question asked before the contact data were saved', async () => {
    const answers: ((state: State) => void)[] = [];
    const { ask, check } = checksWith(() => new Promise((resolve) => answers.push(resolve)));
    const before = check(true);
    // The contact data are saved here, through another gateway.
    const after = [check(true), check(true), check(false)];
    answers[0]!({ alive: true, contactDataRequired: true });
    expect([await before, await after[2]]).toEqual(['contact-data-required', 'yes']);
    answers[1]!({ alive: true, contactDataRequired: false });
    expect(await Promise.all(after)).toEqual(['yes', 'yes', 'yes']);
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
