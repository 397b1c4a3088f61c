import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { idFor, newId } from './ids.js';

describe('A new id', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('is a UUIDv7 of its own, and sorts in the order in which it was made, however many are made at once', () => {
    const ids = Array.from({ length: 3_000 }, newId);
    expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(3_000);
    expect([...ids].sort()).toEqual(ids);
  });

  it('also sorts so where the clock is set back', () => {
    const before = newId();
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 60_000);
    const after = [newId(), newId()];
    expect([before, ...after].sort()).toEqual([before, ...after]);
  });

  it('begins with the time at which it was made, and ends with what nobody can guess', () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    const [one, other] = [newId(), newId()];
    expect(parseInt(one.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.now());
    expect(one.slice(-8)).not.toBe(other.slice(-8));
  });
});

describe('The id of a name', () => {
  it('is the same each time, and another for another name', () => {
    expect([idFor('a') === idFor('a'), idFor('a') === idFor('b')]).toEqual([true, false]);
  });
});
