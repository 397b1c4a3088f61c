import { describe, expect, it } from '@jest/globals';
import { isNewer, mergeAccount } from './newer-copy.js';

const person = { role: 'MASTER_ADMINISTRATOR', firstName: 'Erika', lastName: 'Muster' } as const;
const activated = { accountId: 'a', person, company: { name: 'Alt GmbH', sequence: 2 } };
const changed = { accountId: 'a', company: { name: 'Neu GmbH', sequence: 3 } };

describe('copies of another service', () => {
  it('take only what is newer than what they have', () => {
    expect(isNewer(1, undefined)).toBe(true);
    expect(isNewer(2, { sequence: 1 })).toBe(true);
    expect(isNewer(1, { sequence: 1 })).toBe(false);
  });

  it('of an account are the same in whatever order its facts come', () => {
    const expected = { accountId: 'a', person, company: { name: 'Neu GmbH', sequence: 3 } };
    expect(mergeAccount(mergeAccount(undefined, activated), changed)).toEqual(expected);
    expect(mergeAccount(mergeAccount(undefined, changed), activated)).toEqual(expected);
  });

  it('of an account keep the company when a change does not name it', () => {
    expect(mergeAccount(activated, { accountId: 'a' })).toEqual(activated);
  });
});
