import { describe, expect, it } from '@jest/globals';
import { KeyedLanes, Slots } from './keyed-lanes.js';

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await Promise.resolve();
};

describe('Keyed lanes', () => {
  it('run the same key in order and other keys beside it', async () => {
    const lanes = new KeyedLanes();
    const order: string[] = [];
    let release!: () => void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    lanes.run('a', async () => {
      await gate;
      order.push('a1');
    });
    lanes.run('a', async () => void order.push('a2'));
    lanes.run('b', async () => void order.push('b1'));
    await turns(10);
    expect(order).toEqual(['b1']);
    expect(lanes.length('a')).toBe(2);
    release();
    await lanes.idle();
    expect(order).toEqual(['b1', 'a1', 'a2']);
    expect(lanes.length('a')).toBe(0);
  });
});

describe('Slots', () => {
  it('let only so many tasks run at a time, failing ones included', async () => {
    const slots = new Slots(3);
    let running = 0;
    let most = 0;
    const task = async (index: number) => {
      most = Math.max(most, ++running);
      await turns(3);
      running -= 1;
      if (index % 4 === 0) throw new Error('no');
      return index;
    };
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => slots.run(() => task(index))));
    expect(most).toBe(3);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(5);
    expect(running).toBe(0);
  });
});
