import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe('turns', () => {
  it('run work on one key one after the other, also after a failure, and on other keys beside it', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const work = (name: string, fails = false) => async () => {
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
    const results = await Promise.allSettled([turns.take('a', work('a1', true)), turns.take('a', work('a2')), turns.take('b', work('b1'))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(log.indexOf('a2 begins')).toBeGreaterThan(log.indexOf('a1 ends'));
    expect(log.indexOf('b1 begins')).toBeLessThan(log.indexOf('a1 ends'));
  });

  it('on two keys wait for both; on many they wait for none and hold up nobody', async () => {
    const turns = new Turns();
    const log: string[] = [];
    let release = () => {};
    const slow = turns.take('a', () => new Promise<void>((resolve) => (release = resolve)));
    const both = turns.takeAll(['b', 'a'], async () => void log.push('two'));
    await turns.takeAll(['a', 'b', 'c'], async () => void log.push('many'));
    await turns.take('c', async () => void log.push('one'));
    release();
    await Promise.all([slow, both]);
    expect(log).toEqual(['many', 'one', 'two']);
  });
});
