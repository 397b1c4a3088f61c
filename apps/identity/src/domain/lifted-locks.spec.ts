import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { liftLocks } from './lifted-locks.js';

const LOCKERS = ['MASTER', 'SUPPORT', 'OPERATOR'] as const;

describe('lifting locks', () => {
  it('opens an account that nobody else keeps locked', () => {
    expect(liftLocks({ status: 'LOCKED', lockedBy: ['SUPPORT', 'OPERATOR'] }, ['SUPPORT', 'OPERATOR'])).toEqual({ status: 'ACTIVE', lockedBy: [] });
    expect(liftLocks({ status: 'LOCKED', lockedBy: ['MASTER', 'OPERATOR'] }, ['SUPPORT', 'OPERATOR'])).toEqual({ status: 'LOCKED', lockedBy: ['MASTER'] });
  });

  it('leaves an account locked exactly while somebody holds a lock, and changes no other state', () => {
    fc.assert(
      fc.property(fc.subarray([...LOCKERS], { minLength: 1 }), fc.subarray([...LOCKERS]), (lockedBy, lifted) => {
        const after = liftLocks({ status: 'LOCKED', lockedBy }, lifted);
        expect(after.lockedBy).toEqual(lockedBy.filter((locker) => !lifted.includes(locker)));
        expect(after.status).toBe(after.lockedBy.length > 0 ? 'LOCKED' : 'ACTIVE');
        for (const status of ['INVITED', 'ACTIVE', 'CLOSED'] as const) expect(liftLocks({ status }, lifted).status).toBe(status);
      }),
    );
  });
});
