import { describe, expect, it } from '@jest/globals';
import { may, statesFor } from './account-status.policy.js';

describe('the states of an account', () => {
  it('allow each act in these states only', () => {
    const allowed = Object.fromEntries((['INVITE', 'ACTIVATE', 'SIGN_IN', 'RECOVER', 'LOCK', 'UNLOCK', 'CLOSE'] as const).map((act) => [act, statesFor(act)]));
    expect(allowed).toEqual({
      INVITE: ['INVITED'],
      ACTIVATE: ['INVITED'],
      SIGN_IN: ['ACTIVE'],
      RECOVER: ['ACTIVE', 'LOCKED'],
      LOCK: ['ACTIVE'],
      UNLOCK: ['LOCKED'],
      CLOSE: ['INVITED', 'ACTIVE', 'LOCKED'],
    });
  });

  it('let nothing happen to a closed one', () => {
    expect(may('CLOSED', 'INVITE')).toBe(false);
    expect(may('CLOSED', 'UNLOCK')).toBe(false);
  });
});
