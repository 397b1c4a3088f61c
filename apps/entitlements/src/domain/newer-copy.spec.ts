import { describe, expect, it } from '@jest/globals';
import { isNewer } from './newer-copy.js';

describe('copies of another service', () => {
  it('take only what is newer than what they have', () => {
    expect(isNewer(1, undefined)).toBe(true);
    expect(isNewer(2, { sequence: 1 })).toBe(true);
    expect(isNewer(1, { sequence: 1 })).toBe(false);
  });
});
