import { describe, expect, it } from '@jest/globals';
import { contractStory, shuffled } from './contract-story.js';
import { compare } from './shuffle.scenario.js';

describe('the scenario "shuffle"', () => {
  it('is content with streams that end as they do in order', () => {
    const lines: string[] = [];
    compare([{ seed: 1, inOrder: 'a', astray: 'a' }, { seed: 2, inOrder: 'b', astray: 'b' }], (line) => lines.push(line));
    expect(lines).toEqual(['✓ seed 1: in order a, shuffled a', '✓ seed 2: in order b, shuffled b']);
  });

  it('names the streams that do not', () => {
    const lines: string[] = [];
    const ends = [{ seed: 1, inOrder: 'a', astray: 'a' }, { seed: 2, inOrder: 'b', astray: 'c' }];
    expect(() => compare(ends, (line) => lines.push(line))).toThrow('1 of 2 streams did not end as they do in order: seed 2');
    expect(lines[1]).toBe('✗ seed 2: in order b, shuffled c');
  });

  it('tells the same story in the same disorder for the same seed, with every fact in it', () => {
    const [once, again] = [shuffled(contractStory(7), 7), shuffled(contractStory(7), 7)];
    expect(again).toEqual(once);
    expect(new Set(once.map((fact) => JSON.stringify(fact)))).toEqual(new Set(contractStory(7).map((fact) => JSON.stringify(fact))));
    expect(once).not.toEqual(contractStory(7));
  });
});
