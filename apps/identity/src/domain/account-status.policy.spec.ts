import { describe, expect, it } from '@jest/globals';
import { after, may, statesFor, type AccountAct } from './account-status.policy.js';

const STATES = ['INVITED', 'ACTIVE', 'LOCKED', 'CLOSED'] as const;
const refused = null;

describe('the states of an account', () => {
  it.each<[AccountAct, ReturnType<typeof after>[]]>([
    ['INVITE', ['INVITED', refused, refused, refused]],
    ['ACTIVATE', ['ACTIVE', refused, refused, refused]],
    ['SIGN_IN', [refused, 'ACTIVE', refused, refused]],
    ['LOCK', [refused, 'LOCKED', 'LOCKED', refused]],
    ['UNLOCK', ['INVITED', 'ACTIVE', 'ACTIVE', refused]],
    ['CLOSE', ['CLOSED', 'CLOSED', 'CLOSED', refused]],
  ])('become after %s of an invited, active, locked and closed one: %j', (act, expected) => {
    expect(STATES.map((status) => after(status, act))).toEqual(expected);
    expect(statesFor(act)).toEqual(STATES.filter((status) => may(status, act)));
  });

  it('let nothing happen to an unknown one', () => {
    expect(() => after('EXAMINED' as never, 'UNLOCK')).toThrow();
  });
});
