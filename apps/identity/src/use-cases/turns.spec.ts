import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('turns', () => {
  it('are taken one after the other, whatever comes of each, and by strangers at the same time', async () => {
    const turns = new Turns();
    const log: string[] = [];
    let goOn!: () => void;
    const other = turns.take('other', () => new Promise<void>((resolve) => (goOn = resolve)));
    const work = (name: string, fails = false) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
    const outcomes = await Promise.allSettled([turns.take('key', work('a')), turns.take('key', work('b', true)), turns.take('key', work('c'))]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(outcomes).toMatchObject([{ value: 'a' }, { reason: { message: 'b' } }, { value: 'c' }]);
    goOn();
    await other;
  });
});
