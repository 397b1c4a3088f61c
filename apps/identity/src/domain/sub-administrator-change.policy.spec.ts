import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenChangeRules } from './sub-administrator-change.policy.js';

const status = fc.constantFrom('INVITED' as const, 'ACTIVE' as const, 'LOCKED' as const);
const wanted = fc.record({ email: fc.option(fc.emailAddress(), { nil: undefined }), status: fc.option(fc.constantFrom('ACTIVE' as const, 'LOCKED' as const), { nil: undefined }) });

describe('what a master administrator may change of a sub-administrator', () => {
  it('is the address of an invitation, but no lock before it was accepted', () => {
    expect(brokenChangeRules({ status: 'INVITED' }, { email: 'a@b.example' })).toEqual([]);
    expect(brokenChangeRules({ status: 'INVITED' }, { email: 'a@b.example', status: 'LOCKED' })).toEqual([{ field: 'status', rule: 'range' }]);
  });

  it('is the lock of whoever has accepted, but not an address that is theirs now', () => {
    for (const state of ['ACTIVE', 'LOCKED'] as const) {
      expect(brokenChangeRules({ status: state }, { status: 'LOCKED' })).toEqual([]);
      expect(brokenChangeRules({ status: state }, { email: 'a@b.example', status: 'ACTIVE' })).toEqual([{ field: 'email', rule: 'immutable' }]);
    }
  });

  it('breaks one rule for each field that cannot be had, and no other', () => {
    fc.assert(
      fc.property(status, wanted, (state, change) => {
        const impossible = state === 'INVITED' ? 'status' : 'email';
        expect(brokenChangeRules({ status: state }, change).map(({ field }) => field)).toEqual(change[impossible] === undefined ? [] : [impossible]);
      }),
    );
  });
});
