import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '#libs/kernel';
import { CircuitBreaker, CircuitOpen } from './circuit-breaker.js';

class Away extends Error {}
class CutShort extends Error {}

let clock: ManualClock;
let breaker: CircuitBreaker;
beforeEach(() => {
  clock = new ManualClock();
  breaker = new CircuitBreaker(clock, (error) => (error instanceof Away ? 'failure' : error instanceof CutShort ? 'nothing' : 'answer'));
});

const answer = () => breaker.run(async () => 'answer');
const nonsense = () => breaker.run(() => Promise.reject(new Error('nonsense'))).catch((error: Error) => error.constructor.name);
const cutShort = () => breaker.run(() => Promise.reject(new CutShort())).catch((error: Error) => error.constructor.name);
const fail = () => breaker.run(() => Promise.reject(new Away())).catch((error: Error) => error.constructor.name);
const failTimes = async (times: number) => {
  for (let n = 0; n < times; n++) expect(await fail()).toBe('Away');
};
/** Work that ends when it is told to. */
function pending() {
  let end!: { succeed(): void; fail(): void };
  const work = new Promise<string>((resolve, reject) => (end = { succeed: () => resolve('late'), fail: () => reject(new Away()) }));
  return { ...end, result: breaker.run(() => work).catch((error: Error) => error.constructor.name) };
}

describe('a circuit breaker', () => {
  it('opens after five failures in a row, and lets nobody through', async () => {
    await failTimes(5);
    expect(await fail()).toBe('CircuitOpen');
    await expect(answer()).rejects.toBeInstanceOf(CircuitOpen);
    expect(breaker.remaining).toBe(5_000);
  });

  it('counts anew after any answer, also one of no use', async () => {
    await failTimes(4);
    await answer();
    await failTimes(4);
    expect(await nonsense()).toBe('Error');
    await failTimes(4);
    expect([await answer(), breaker.remaining]).toEqual(['answer', 0]);
  });

  it('learns nothing from what says nothing', async () => {
    await failTimes(4);
    for (let n = 0; n < 5; n++) expect(await cutShort()).toBe('CutShort');
    await failTimes(1);
    expect(await fail()).toBe('CircuitOpen');
    clock.advance(5_000);
    expect([await cutShort(), await answer()]).toEqual(['CutShort', 'answer']);
  });

  it('lets one go ahead after five seconds, and everybody follow when it got an answer', async () => {
    await failTimes(5);
    clock.advance(4_999);
    expect([await fail(), breaker.remaining]).toEqual(['CircuitOpen', 1]);
    clock.advance(1);
    const first = pending();
    expect(await fail()).toBe('CircuitOpen');
    first.succeed();
    expect([await first.result, await answer()]).toEqual(['late', 'answer']);
    await failTimes(4);
    expect(await answer()).toBe('answer');
  });

  it('waits another five seconds when the one that went ahead failed too', async () => {
    await failTimes(5);
    clock.advance(5_000);
    await failTimes(1);
    expect([await fail(), breaker.remaining]).toEqual(['CircuitOpen', 5_000]);
    clock.advance(5_000);
    expect(await answer()).toBe('answer');
  });

  it('learns from those that were under way when it opened only what is good', async () => {
    const [bad, good] = [pending(), pending()];
    await failTimes(5);
    clock.advance(3_000);
    bad.fail();
    expect([await bad.result, breaker.remaining]).toEqual(['Away', 2_000]);
    good.succeed();
    expect([await good.result, await answer()]).toEqual(['late', 'answer']);
  });

  it('keeps nobody out for longer because the clock was set back', async () => {
    await failTimes(5);
    clock.advance(-3_600_000);
    expect(await answer()).toBe('answer');
  });
});
