import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closed, forgivesTries, isSameState, locked, unlocked, type AccountState } from './account-locks.js';

const LOCKERS = ['MASTER', 'SUPPORT', 'OPERATOR'] as const;
const act = fc.record({ does: fc.constantFrom('lock', 'unlock', 'close'), by: fc.constantFrom(...LOCKERS) });
const start = fc.constantFrom('INVITED' as const, 'ACTIVE' as const);

/** A refused act changes nothing. */
function afterActs(status: AccountState['status'], acts: { does: string; by: (typeof LOCKERS)[number] }[]): AccountState[] {
  const states: AccountState[] = [{ status, lockedBy: [] }];
  for (const { does, by } of acts) {
    const state = states.at(-1)!;
    states.push((does === 'close' ? closed(state) : does === 'lock' ? locked(state, by) : unlocked(state, by)) ?? state);
  }
  return states;
}

describe('locks on an account', () => {
  it('are held by everybody who locked it, once each', () => {
    expect(locked({ status: 'ACTIVE' }, 'MASTER')).toEqual({ status: 'LOCKED', lockedBy: ['MASTER'] });
    expect(locked({ status: 'LOCKED', lockedBy: ['MASTER'] }, 'SUPPORT')).toEqual({ status: 'LOCKED', lockedBy: ['MASTER', 'SUPPORT'] });
    expect(locked({ status: 'LOCKED', lockedBy: ['MASTER'] }, 'MASTER')).toEqual({ status: 'LOCKED', lockedBy: ['MASTER'] });
  });

  it('cannot be put on what cannot be used yet, or any more', () => {
    for (const status of ['INVITED', 'CLOSED'] as const) expect(locked({ status }, 'OPERATOR')).toBeUndefined();
    expect([unlocked({ status: 'CLOSED' }, 'OPERATOR'), closed({ status: 'CLOSED' })]).toEqual([undefined, undefined]);
  });

  it('of support and operators are lifted by either, those of a master by a master only', () => {
    const everybody = { status: 'LOCKED', lockedBy: [...LOCKERS] } as const;
    expect(unlocked({ ...everybody, lockedBy: [...LOCKERS] }, 'MASTER')).toEqual({ status: 'LOCKED', lockedBy: ['SUPPORT', 'OPERATOR'] });
    for (const by of ['SUPPORT', 'OPERATOR'] as const) {
      expect(unlocked({ ...everybody, lockedBy: [...LOCKERS] }, by)).toEqual({ status: 'LOCKED', lockedBy: ['MASTER'] });
      expect(unlocked({ status: 'LOCKED', lockedBy: ['SUPPORT', 'OPERATOR'] }, by)).toEqual({ status: 'ACTIVE', lockedBy: [] });
    }
    expect(LOCKERS.map(forgivesTries)).toEqual([false, true, true]);
  });

  it('keep it locked exactly while there is one, through whatever happens, and a closed one stays closed', () => {
    fc.assert(
      fc.property(start, fc.array(act, { maxLength: 30 }), (status, acts) => {
        const states = afterActs(status, acts);
        for (const state of states) expect(state.status === 'LOCKED').toBe(state.lockedBy.length > 0);
        const firstClosed = states.findIndex((state) => state.status === 'CLOSED');
        if (firstClosed >= 0) expect(new Set(states.slice(firstClosed).map((state) => state.status))).toEqual(new Set(['CLOSED']));
      }),
    );
  });

  it('that are put or lifted twice change nothing the second time', () => {
    fc.assert(
      fc.property(start, fc.array(act), act, (status, acts, once) => {
        const [before, again] = [afterActs(status, [...acts, once]).at(-1)!, afterActs(status, [...acts, once, once]).at(-1)!];
        expect(isSameState(before, again)).toBe(true);
      }),
    );
  });
});
