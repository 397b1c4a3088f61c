import { describe, expect, it } from '@jest/globals';
import { assignment, centre, link, transfer } from '../../test/some-grants.js';
import type { Grant } from './grant.js';
import { chainOf, chainsOf, chainsTo, GrantsByHolder } from './grant-chain.js';
import type { Right } from './right.js';

const chains = (grant: Grant, grants: Grant[], { right = 'ADMINISTRATION' as Right, depth = 1, most = 100 } = {}) =>
  chainsTo(grant, right, new GrantsByHolder(grants), depth, most).map((chain) => chain.map(({ id }) => id));
const chain = (grant: Grant, grants: Grant[], depth = 1) => chainOf(grant, 'ADMINISTRATION', new GrantsByHolder(grants), depth);

describe('the chains of a right', () => {
  it('lead from a link down over each grant that passes it on', () => {
    const grants = [link('a'), transfer('a', 'b'), assignment('b', 's')];
    expect(chains(link('a'), grants)).toEqual([['link of a']]);
    expect(chains(transfer('a', 'b'), grants)).toEqual([['link of a', 'a to b']]);
    expect(chains(assignment('b', 's'), grants)).toEqual([['link of a', 'a to b', 'b for s']]);
  });

  it('are all that there are, links before transfers', () => {
    const grants = [transfer('a', 'c'), link('b'), link('a'), transfer('b', 'c'), link('c', 'second'), link('c')];
    expect(chains(assignment('c', 's'), grants)).toEqual([['second', 'c for s'], ['link of c', 'c for s'], ['link of a', 'a to c', 'c for s'], ['link of b', 'b to c', 'c for s']]);
  });

  it('of the customer centre begin with its link, by grants that give just this right', () => {
    const grants = [link('a'), centre('a'), { ...transfer('a', 'b'), rights: ['ADMINISTRATION' as const] }, link('c'), centre('c'), transfer('c', 'b')];
    expect(chains(assignment('b', 's'), grants, { right: 'INVOICE_ONLINE' })).toEqual([['centre of c', 'c to b', 'b for s']]);
    expect(chains(assignment('b', 's'), grants, { right: 'COMMERCIAL_CONTACT' })).toEqual([]);
  });

  it('have no more transfers than there may be', () => {
    const grants = [link('a'), transfer('a', 'b'), transfer('b', 'c')];
    expect([1, 2].map((depth) => chains(transfer('b', 'c'), grants, { depth }))).toEqual([[], [['link of a', 'a to b', 'b to c']]]);
  });

  it('pass nobody twice', () => {
    const grants = [link('a'), transfer('a', 'b'), transfer('b', 'a')];
    expect(chains(transfer('a', 'b'), grants, { depth: 5 })).toEqual([['link of a', 'a to b']]);
    expect(chains(transfer('b', 'a'), grants, { depth: 5 })).toEqual([]);
  });

  it('do not lead through what is assigned', () => {
    expect(chains(assignment('s', 't'), [link('a'), assignment('a', 's')])).toEqual([]);
  });

  it('are at most a hundred of one right, however many grants give it', () => {
    const givers = Array.from({ length: 150 }, (_, n) => `a${n}`);
    const [links, transfers] = [givers.map((giver) => link(giver)), givers.map((giver) => transfer(giver, 'b'))];
    const shown = (right: Right) => chainsOf(transfers, right, new GrantsByHolder([...links, ...transfers]), 1);
    expect([shown('ADMINISTRATION').length, shown('ADMINISTRATION')[0]!.map(({ id }) => id), shown('COMMERCIAL_CONTACT')]).toEqual([100, ['link of a0', 'a0 to b'], []]);
  });

  it('of one grant are at most a hundred', () => {
    const givers = Array.from({ length: 150 }, (_, n) => `giver ${n}`);
    const grants = givers.flatMap((name) => [link(name), transfer(name, 'b')]);
    expect([chainsTo(assignment('b', 's'), 'ADMINISTRATION', new GrantsByHolder(grants), 1).length, chains(assignment('b', 's'), grants, { most: 3 }).length]).toEqual([100, 3]);
  });
});

describe('the one chain that is told of a grant', () => {
  it('is the shortest', () => {
    const grants = [link('z'), transfer('z', 'x'), transfer('x', 'g'), link('y'), transfer('y', 'g')];
    expect(chain(assignment('g', 's'), grants, 2)).toEqual(['link of y', 'y to g', 'g for s']);
  });

  it('is the grant alone where nothing leads to it', () => {
    expect(chain(transfer('b', 'a'), [transfer('a', 'b')])).toEqual(['b to a']);
  });
});
