import { describe, expect, it } from '@jest/globals';
import { assignment, centre, link, transfer } from '../../test/some-grants.js';
import { givenBy, holdingsOf, mayTransfer } from './derivation.js';
import type { Grant } from './grant.js';
import type { Product, Right } from './right.js';

const depthsOf = (grants: Grant[], maxTransferDepth = 1, right: Right = 'ADMINISTRATION', product: Product = 'SIP_TRUNK') =>
  [...holdingsOf(grants, product, maxTransferDepth)[right]].sort(([a], [b]) => (a < b ? -1 : 1)).map(([who, depth]) => `${who} ${depth}`);
const given = (grant: Grant, grants: Grant[], maxTransferDepth = 1, product: Product = 'SIP_TRUNK') => givenBy(grant, holdingsOf(grants, product, maxTransferDepth), product, maxTransferDepth);

describe('what everybody holds by grants', () => {
  it('comes from links, and over as many transfers as there may be', () => {
    const row = [link('a'), transfer('a', 'b'), transfer('b', 'c'), transfer('c', 'd')];
    expect([1, 2, 3].map((depth) => depthsOf(row, depth))).toEqual([['a 0', 'b 1'], ['a 0', 'b 1', 'c 2'], ['a 0', 'b 1', 'c 2', 'd 3']]);
    expect(depthsOf([...row].reverse(), 3)).toEqual(['a 0', 'b 1', 'c 2', 'd 3']);
    expect(depthsOf(row.slice(1), 3)).toEqual([]);
  });

  it('cannot hold itself up: two who give each other what neither is connected with hold nothing', () => {
    const circle = [transfer('a', 'b'), transfer('b', 'a')];
    for (const depth of [1, 2, 5]) expect([depthsOf(circle, depth), given(circle[0]!, circle, depth)]).toEqual([[], []]);
    expect(depthsOf([link('a'), ...circle], 2)).toEqual(['a 0', 'b 1']);
    expect(depthsOf([link('c'), transfer('c', 'b'), ...circle], 2)).toEqual(['a 2', 'b 1', 'c 0']);
  });

  it('is as near as the nearest of several ways', () => {
    const ways = [link('a'), link('b'), transfer('a', 'b'), transfer('b', 'c'), transfer('a', 'd'), transfer('d', 'c')];
    expect([depthsOf(ways), depthsOf(ways, 2)]).toEqual([['a 0', 'b 0', 'c 1', 'd 1'], ['a 0', 'b 0', 'c 1', 'd 1']]);
  });

  it('comes from two givers, and stays while one of them holds it', () => {
    const both = [link('a'), link('b'), transfer('a', 'c'), transfer('b', 'c')];
    expect([depthsOf(both), depthsOf(both.slice(1)), depthsOf(both.slice(2))]).toEqual([['a 0', 'b 0', 'c 1'], ['b 0', 'c 1'], []]);
  });

  it('never includes what is assigned: nobody passes that on', () => {
    expect(depthsOf([link('a'), assignment('a', 's'), transfer('s', 'b'), assignment('s', 't')], 5)).toEqual(['a 0']);
  });

  it('of the customer centre is as deep as the administration that it rests on, and nothing without it', () => {
    const grants = [link('a'), transfer('a', 'b'), centre('b'), transfer('b', 'c'), centre('stranger')];
    expect([depthsOf(grants, 1, 'INVOICE_ONLINE'), depthsOf(grants, 2, 'INVOICE_ONLINE')]).toEqual([['b 1'], ['b 1', 'c 2']]);
    expect(depthsOf([link('a'), centre('a'), transfer('a', 'b')], 1, 'TELEPHONY_CENTRE')).toEqual(['a 0', 'b 1']);
    expect(depthsOf([link('a'), centre('a')], 1, 'TELEPHONY_CENTRE', 'CLOUD_PBX')).toEqual([]);
    expect(depthsOf([link('a'), assignment('a', 's'), centre('s')], 1, 'INVOICE_ONLINE')).toEqual([]);
  });

  it('of the customer centre comes back to the giver of the administration only where transfers may be passed on', () => {
    const grants = [link('a'), transfer('a', 'b'), centre('b'), transfer('b', 'a')];
    expect([depthsOf(grants, 1, 'INVOICE_ONLINE'), depthsOf(grants, 2, 'INVOICE_ONLINE')]).toEqual([['b 1'], ['a 2', 'b 1']]);
  });
});

describe('what one grant gives', () => {
  it('of a transfer is what its giver holds of the transferable, never the commercial contact', () => {
    const [bare, linked] = [[link('a'), transfer('a', 'b')], [link('a'), centre('a'), transfer('a', 'b')]];
    expect([given(transfer('a', 'b'), bare), given(transfer('a', 'b'), linked)]).toEqual([['ADMINISTRATION'], ['ADMINISTRATION', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE']]);
    const asked = { ...transfer('a', 'b'), rights: ['COMMERCIAL_CONTACT' as const] };
    expect([given(asked, bare), depthsOf([link('a'), asked], 5, 'COMMERCIAL_CONTACT')]).toEqual([['ADMINISTRATION'], ['a 0']]);
    expect(given(transfer('a', 'b'), linked, 1, 'CLOUD_PBX')).toEqual(['ADMINISTRATION', 'INVOICE_ONLINE']);
  });

  it('of a transfer is right by right what its giver may pass on', () => {
    // b is connected, but got the customer centre from a: administration goes on, the rest does not.
    const grants = [link('a'), link('b'), centre('a'), transfer('a', 'b'), transfer('b', 'c')];
    expect([given(transfer('b', 'c'), grants), given(transfer('b', 'c'), grants, 2)]).toEqual([['ADMINISTRATION'], ['ADMINISTRATION', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE']]);
  });

  it('of an assignment is what was assigned and its giver holds, on whatever way', () => {
    const grants = [link('a'), transfer('a', 'b'), centre('b')];
    expect(given(assignment('a', 's'), grants)).toEqual(['ADMINISTRATION', 'COMMERCIAL_CONTACT']);
    expect(given(assignment('b', 's'), grants)).toEqual(['ADMINISTRATION', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE']);
    expect([given(assignment('b', 's', ['COMMERCIAL_CONTACT']), grants), given(assignment('b', 's', ['INVOICE_ONLINE']), grants)]).toEqual([[], ['INVOICE_ONLINE']]);
  });
});

describe('to transfer a contract', () => {
  it('may whoever holds it over fewer transfers than there may be', () => {
    const may = (who: string, depth: number) => mayTransfer(holdingsOf([link('a'), transfer('a', 'b'), transfer('b', 'c')], 'SIP_TRUNK', depth), who, depth);
    expect([1, 2, 3].map((depth) => ['a', 'b', 'c', 'd'].filter((who) => may(who, depth)))).toEqual([['a'], ['a', 'b'], ['a', 'b', 'c']]);
  });
});
