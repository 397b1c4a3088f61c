import { describe, expect, it } from '@jest/globals';
import { DomainSlots } from './domain-slots.js';

const slots = () => new DomainSlots({ quick: 4, all: 6, perDomain: 2 });
const take = (to: DomainSlots, ...domains: string[]) => domains.forEach((domain) => to.take(domain));

describe('slots for sending', () => {
  it('give one domain only so many', () => {
    const some = slots();
    take(some, 'a', 'a', 'b');
    expect(some.full()).toEqual(['a']);
    some.release('a');
    expect(some.full()).toEqual([]);
  });

  it('are free again for others once a domain turns out to be slow', () => {
    const some = slots();
    take(some, 'slow', 'slow', 'dull', 'dull');
    expect(some.free).toBe(false);
    some.markSlow('slow');
    some.markSlow('dull');
    expect(some.free).toBe(true);
    expect(some.full()).toEqual(['slow', 'dull']);
  });

  it('let a slow domain try one mail at a time until one goes through', () => {
    const some = slots();
    some.markSlow('slow');
    take(some, 'slow');
    expect(some.full()).toEqual(['slow']);
    some.markQuick('slow');
    expect(some.full()).toEqual([]);
  });

  it('never exceed what the process can hold', () => {
    const some = slots();
    for (const domain of ['a', 'b', 'c', 'd', 'e', 'f']) {
      some.markSlow(domain);
      some.take(domain);
    }
    expect(some.free).toBe(false);
  });
});
