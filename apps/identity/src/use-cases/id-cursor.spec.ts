import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { cutToPage, idPageOf } from './id-cursor.js';

const rows = (count: number) => Array.from({ length: count }, () => ({ id: newId() })).reverse();

describe('a list page by page', () => {
  it('asks for one more than fits, and goes on behind the last one shown', () => {
    const found = rows(3);
    const { shown, nextCursor } = cutToPage(found, 2);
    expect([idPageOf({ limit: 2 }), shown]).toEqual([{ limit: 3 }, found.slice(0, 2)]);
    expect(idPageOf({ limit: 2, cursor: nextCursor! })).toEqual({ limit: 3, before: found[1]!.id });
  });

  it('ends where nothing is left', () => {
    for (const count of [0, 1, 2]) expect(cutToPage(rows(count), 2).nextCursor).toBeNull();
  });

  it.each(['x', '', Buffer.from('{"$ne":1}').toString('base64url')])('refuses the cursor "%s", which was not made here', (cursor) => {
    expect(() => idPageOf({ limit: 2, cursor })).toThrow('validation-failed');
  });
});
