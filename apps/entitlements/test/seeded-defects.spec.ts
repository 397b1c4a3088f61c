import { describe, expect, it } from '@jest/globals';
import { failuresOf } from './seeded/checks.js';
import { DEFECTS } from './seeded/defects.js';
import { withDomain } from './seeded/domain-copy.js';

describe('the checks of the rules of rights', () => {
  it('pass as the rules are', async () => expect(await withDomain(undefined, failuresOf)).toEqual([]));

  it('are about ten defects at the least, each another one', () => {
    expect(DEFECTS.length).toBeGreaterThanOrEqual(10);
    expect(new Set(DEFECTS.map(({ file, from, to }) => `${file} ${from} ${to}`)).size).toBe(DEFECTS.length);
  });

  it.each(DEFECTS.map((defect) => [defect.name, defect] as const))('see it where %s', async (_, defect) => {
    expect(await withDomain(defect, failuresOf)).not.toEqual([]);
  });

  it('refuse a defect whose place is not there any more', async () => {
    await expect(withDomain({ name: '?', file: 'grant', from: 'no such words', to: '' }, failuresOf)).rejects.toThrow('0 times, not once');
  });
});
