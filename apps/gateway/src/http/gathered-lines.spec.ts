import { expect, it, jest } from '@jest/globals';
import { GatheredLines } from './gathered-lines.js';

it('log lines are written together after a tenth of a second, when they are many, and when asked', () => {
  jest.useFakeTimers();
  const written: string[] = [];
  const lines = new GatheredLines({ write: (text) => written.push(text) });
  lines.write('a\n');
  lines.write('b\n');
  expect(written).toEqual([]);
  jest.advanceTimersByTime(100);
  expect(written).toEqual(['a\nb\n']);
  lines.write('c'.repeat(20_000));
  expect(written).toHaveLength(2);
  lines.write('d\n');
  lines.flush();
  lines.flush();
  expect(written.at(-1)).toBe('d\n');
  jest.useRealTimers();
});
