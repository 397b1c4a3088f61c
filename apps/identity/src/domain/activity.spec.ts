import { describe, expect, it } from '@jest/globals';
import { ActivityItem, ActivityType } from '#libs/contracts';
import fc from 'fast-check';
import { ACTIONS, type Activity, SHOWN_ACTIONS, shownActivity } from './activity.js';

const at = new Date('2026-05-01T10:00:00Z');
const origin = { ipPrefix: '192.0.2.0/24', device: 'Firefox 128, Windows 10' };
const row = (action: string, more: Partial<Activity> = {}): Activity => ({ number: 1, at, action, actor: { kind: 'SELF', accountId: 'a1' }, ...more });

describe('the list of activities', () => {
  it('shows who did it without saying which person, and only the details that are the holder\u2019s', () => {
    const actor = { kind: 'MASTER', accountId: 'a master' } as const;
    const details = { changedFields: ['phone', 'city'], reason: 'asked by telephone', by: 'an agent' };
    const expected = { at, type: 'CONTACT_DATA_CHANGED', actor: { kind: 'MASTER' }, origin, details: { changedFields: ['phone', 'city'] } };
    expect(shownActivity(row('contact-data.changed', { actor, origin, details }))).toEqual(expected);
  });

  it('shows why the hotline acted, but neither who nor from where', () => {
    const actor = { kind: 'SUPPORT', accountId: 'an agent' } as const;
    const expected = { at, type: 'LOOKED_UP', actor: { kind: 'SUPPORT' }, origin: null, details: { reason: 'asked by telephone' } };
    expect(shownActivity(row('support.looked-up', { actor, origin, details: { reason: 'asked by telephone', by: 'an agent' } }))).toEqual(expected);
  });

  it('shows no action that it does not know', () => {
    for (const action of ['account.examined', 'toString', '__proto__', 'constructor', '']) expect(shownActivity(row(action))).toBeUndefined();
  });

  it('has a type of the interface for every action, and every type of the interface an action', () => {
    expect(new Set(Object.values(ACTIONS).map(({ type }) => type))).toEqual(new Set(ActivityType.options));
    expect(SHOWN_ACTIONS).toEqual(Object.keys(ACTIONS));
  });

  it('keeps to the interface, whatever the details are, and never shows an id', () => {
    const details = fc.dictionary(fc.constantFrom('reason', 'changedFields', 'locale', 'expiresAt', 'customerNumber', 'granted', 'sessionId', 'codeId'), fc.anything());
    fc.assert(fc.property(fc.constantFrom(...SHOWN_ACTIONS), details, (action, given) => {
      const shown = shownActivity(row(action, { details: given }))!;
      expect(ActivityItem.safeParse({ ...shown, at: at.toISOString() }).success).toBe(true);
      expect(Object.keys(shown.details).filter((name) => /Id$/.test(name))).toEqual([]);
    }));
  });
});
