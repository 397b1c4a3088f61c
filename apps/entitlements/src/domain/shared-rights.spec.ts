import { describe, expect, it } from '@jest/globals';
import { aContract, assignment, centre, later, link, NOW, rightsBy, termsAt, transfer } from '../../test/some-grants.js';
import type { ContractRights } from './contract-rights.js';
import type { Grant } from './grant.js';
import type { CustomerCentreLink, CustomerLink } from './link.js';
import { atTime, type RightsChange, withContract, withGrants, withLink, withoutGrants } from './rights-change.js';

const asLink = (of: string, more: Partial<CustomerLink> = {}): CustomerLink => ({ linkId: `link of ${of}`, via: 'LINK', accountId: of, version: 1, ended: false, customerNumber: '4711000', ...more });
const asCentre = (of: string, ended = false): CustomerCentreLink => ({ linkId: `centre of ${of}`, via: 'CUSTOMER_CENTRE', accountId: of, version: ended ? 2 : 1, ended, accessNumber: '030111' });
const disconnect = (rights: ContractRights, of: string, depth = 1) => withLink(rights, asLink(of, { ended: true, version: 2 }), termsAt(NOW, depth));
const give = (rights: ContractRights, grants: Grant[], moment = NOW) => withGrants(rights, grants, termsAt(moment));
const take = (rights: ContractRights, id: string) => withoutGrants(rights, (grant) => grant.id === id, termsAt());

const SHORT: Record<string, string> = { ADMINISTRATION: 'A', COMMERCIAL_CONTACT: 'C', INVOICE_ONLINE: 'I', TELEPHONY_CENTRE: 'T' };
const short = (rights: readonly string[]) => rights.map((right) => SHORT[right]).join('');
const shown = ({ holders }: ContractRights) => holders.map(({ accountId, rights }) => `${accountId} ${short(rights)}`);
const told = ({ told: news }: RightsChange) => news.map(({ kind, grant, rights }) => `${kind} ${grant.id}: ${short(rights)}`);

describe('a right that is given', () => {
  it('is told with the chain that leads to it, in the next versions', () => {
    const change = give(rightsBy([link('a')]), [transfer('a', 'b'), assignment('a', 's', ['COMMERCIAL_CONTACT'])]);
    expect([told(change), shown(change.rights)]).toEqual([['granted a to b: A', 'granted a for s: C'], ['a AC', 'b A', 's C']]);
    expect(change.told.map(({ version, chain, left }) => [version, chain, short(left)])).toEqual([[2, ['link of a', 'a to b'], 'A'], [3, ['link of a', 'a for s'], 'C']]);
    expect(change.rights.version).toBe(3);
  });

  it('without a basis is not kept, and nothing is told of it', () => {
    const change = give(rightsBy([link('a'), transfer('a', 'b')]), [transfer('b', 'c'), assignment('stranger', 's'), assignment('b', 't', ['COMMERCIAL_CONTACT'])]);
    expect([told(change), shown(change.rights), change.rights.version]).toEqual([[], ['a AC', 'b A'], 2]);
  });

  it('never is the commercial contact from one master to another, and assigned it is not passed on', () => {
    const { rights } = give(rightsBy([link('a'), centre('a')]), [transfer('a', 'b'), assignment('b', 's')]);
    expect(shown(rights)).toEqual(['a ACIT', 'b AIT', 's AIT']);
  });

  it('by transfer grows with what its giver gets later, and shrinks with it', () => {
    const before = rightsBy([link('a'), transfer('a', 'b'), assignment('b', 's')]);
    const linked = withLink(before, asCentre('a'), termsAt());
    expect([told(linked), shown(linked.rights)]).toEqual([['granted a to b: IT', 'granted centre of a: IT'], ['a ACIT', 'b AIT', 's A']]);
    expect(linked.told.map(({ chain }) => chain)).toEqual([['centre of a', 'a to b'], ['centre of a']]);
    const unlinked = withLink(linked.rights, asCentre('a', true), termsAt());
    expect([told(unlinked), shown(unlinked.rights)]).toEqual([['revoked centre of a: IT', 'revoked a to b: IT'], ['a AC', 'b A', 's A']]);
    expect(unlinked.told.map(({ chain, left }) => [chain, short(left)])).toEqual([[['centre of a'], ''], [['centre of a', 'a to b'], 'A']]);
  });
});

describe('a right that is taken from its giver', () => {
  const chain = [link('a'), transfer('a', 'b'), assignment('b', 's', ['ADMINISTRATION']), assignment('a', 't')];

  it('takes with it all that hangs on it alone, at once', () => {
    const change = disconnect(rightsBy(chain), 'a');
    expect([told(change), shown(change.rights), change.rights.grants]).toEqual([['revoked link of a: AC', 'revoked a to b: A', 'revoked b for s: A', 'revoked a for t: AC'], [], []]);
    expect(change.told.map(({ version, chain: ids }) => [version, ids])).toEqual([[5, ['link of a']], [6, ['link of a', 'a to b']], [7, ['link of a', 'a to b', 'b for s']], [8, ['link of a', 'a for t']]]);
    expect(change.ended.map(({ id }) => id)).toEqual(chain.map(({ id }) => id));
  });

  it('does not come back to anybody but its giver, when the giver gets it again', () => {
    const again = withLink(disconnect(rightsBy(chain), 'a').rights, asLink('a', { linkId: 'another' }), termsAt());
    expect([told(again), shown(again.rights)]).toEqual([['granted another: AC'], ['a AC']]);
  });

  it('stays with those to whom it also comes on another way', () => {
    const ways = rightsBy([...chain, link('b'), link('c'), transfer('c', 'b')]);
    const without = disconnect(ways, 'a');
    expect([told(without), shown(without.rights)]).toEqual([['revoked link of a: AC', 'revoked a to b: A', 'revoked a for t: AC'], ['b AC', 'c AC', 's A']]);
    const byTransfer = disconnect(without.rights, 'b');
    expect([told(byTransfer), shown(byTransfer.rights)]).toEqual([['revoked link of b: AC'], ['b A', 'c AC', 's A']]);
    expect(shown(disconnect(byTransfer.rights, 'c').rights)).toEqual([]);
  });

  it('is cut out of assignments, which keep the rest and do not get it back', () => {
    const before = rightsBy([link('a'), centre('a'), assignment('a', 's', ['COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'])]);
    const cut = withLink(before, asCentre('a', true), termsAt());
    expect([told(cut), shown(cut.rights)]).toEqual([['revoked centre of a: IT', 'revoked a for s: IT'], ['a AC', 's C']]);
    expect([cut.told[1]!.left, cut.ended.map(({ id }) => id)]).toEqual([['COMMERCIAL_CONTACT'], ['centre of a']]);
    const back = withLink(cut.rights, { ...asCentre('a'), linkId: 'another centre' }, termsAt());
    expect([told(back), shown(back.rights)]).toEqual([['granted another centre: IT'], ['a ACIT', 's C']]);
  });

  it('takes the customer centre of a receiver with the administration that it rests on', () => {
    const change = take(rightsBy([link('a'), transfer('a', 'b'), centre('b'), assignment('b', 's', ['INVOICE_ONLINE'])]), 'a to b');
    expect([told(change), shown(change.rights)]).toEqual([['revoked a to b: A', 'revoked centre of b: IT', 'revoked b for s: I'], ['a AC']]);
  });

  it('does not stay with two who gave it each other', () => {
    const circle = rightsBy([link('a'), transfer('a', 'b'), transfer('b', 'a'), transfer('b', 'c')], { maxTransferDepth: 2 });
    expect(shown(circle)).toEqual(['a AC', 'b A', 'c A']);
    expect(shown(disconnect(circle, 'a', 2).rights)).toEqual([]);
  });
});

describe('what is transferred and assigned', () => {
  it('goes with a contract that moves, unless its giver is connected with the other number too', () => {
    const before = rightsBy([link('a'), link('b'), transfer('a', 'c'), transfer('b', 'd'), assignment('a', 's'), assignment('b', 't')]);
    const links = [asLink('b', { linkId: 'new', customerNumber: '5000000' }), asLink('e', { customerNumber: '5000000' })];
    const moved = withContract(before, aContract({ customerNumber: '5000000', sequence: 2 }), links, termsAt());
    expect(told(moved)).toEqual(['revoked link of a: AC', 'revoked link of b: AC', 'revoked a to c: A', 'revoked a for s: AC', 'granted new: AC', 'granted link of e: AC']);
    expect(shown(moved.rights)).toEqual(['b AC', 'd A', 'e AC', 't AC']);
  });

  it('ends with the contract, and is not there in its next life', () => {
    const before = rightsBy([link('a'), transfer('a', 'b'), assignment('a', 's')]);
    const anew = withContract(before, aContract({ life: 2, sequence: 2 }), [asLink('a')], termsAt(later(1)));
    expect([told(anew), shown(anew.rights)]).toEqual([['revoked link of a: AC', 'revoked a to b: A', 'revoked a for s: AC', 'granted link of a: AC'], ['a AC']]);
    const ended = atTime({ ...before, contract: aContract({ terminatedAt: later(5) }) }, termsAt(later(5)));
    expect([ended.told.length, shown(ended.rights)]).toEqual([3, []]);
  });

  it('may be given until a moment, from which on it is over', () => {
    const before = rightsBy([link('a'), assignment('a', 's', ['ADMINISTRATION'], later(10))]);
    expect(before.holders.find(({ accountId }) => accountId === 's')).toEqual({ accountId: 's', rights: ['ADMINISTRATION'], sources: ['ASSIGNMENT'], until: later(10) });
    expect([told(atTime(before, termsAt(later(9)))), told(atTime(before, termsAt(later(10))))]).toEqual([[], ['revoked a for s: A']]);
  });

  it('is told as changed where only its end is another', () => {
    const before = rightsBy([link('a'), assignment('a', 's', ['ADMINISTRATION'], later(10))]);
    const longer = give(before, [assignment('a', 's', ['ADMINISTRATION'], later(20))]);
    expect([told(longer), longer.rights.version, longer.told[0]!.grant.until]).toEqual([['changed a for s: A'], 3, later(20)]);
    const forever = give(longer.rights, [assignment('a', 's', ['ADMINISTRATION'])]);
    expect([told(forever), forever.told[0]!.grant.until, forever.rights.holders[1]!.until]).toEqual([['changed a for s: A'], undefined, undefined]);
    const both = give(before, [assignment('a', 's', ['COMMERCIAL_CONTACT'], later(20))]);
    expect(told(both)).toEqual(['revoked a for s: A', 'granted a for s: C', 'changed a for s: C']);
    expect(both.told.map(({ version, left }) => [version, short(left)])).toEqual([[3, 'C'], [4, 'C'], [5, 'C']]);
    expect(told(give(before, [assignment('a', 's', ['ADMINISTRATION'], later(10))]))).toEqual([]);
  });
});
