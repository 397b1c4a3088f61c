import { describe, expect, it } from '@jest/globals';
import type { Contract } from './contract.js';
import { type ContractRights, noRights } from './contract-rights.js';
import type { CustomerCentreLink, CustomerLink, Link } from './link.js';
import * as changes from './rights-change.js';

const now = new Date('2026-05-01T12:00:00Z');
const at = (moment: Date) => ({ now: moment, maxTransferDepth: 1 });
const withContract = (rights: ContractRights, said: Contract, links: CustomerLink[], moment: Date) => changes.withContract(rights, said, links, at(moment));
const withLink = (rights: ContractRights, link: Link, moment: Date) => changes.withLink(rights, link, at(moment));
const atTime = (rights: ContractRights, moment: Date) => changes.atTime(rights, at(moment));
const later = (ms: number) => new Date(now.getTime() + ms);
const connected = (accountId: string, customerNumber = 'old', linkId = `link of ${accountId}`): CustomerLink => ({ linkId, via: 'LINK', accountId, version: 1, ended: false, customerNumber });
const linked = (accountId: string, linkId = `centre of ${accountId}`): CustomerCentreLink => ({ linkId, via: 'CUSTOMER_CENTRE', accountId, version: 1, ended: false, accessNumber: '030' });
const contract = (more: Partial<Contract> = {}): Contract => ({ customerNumber: 'old', product: 'SIP_TRUNK', validFrom: now, life: 1, sequence: 1, ...more });
const opened = (links: CustomerLink[], more: Partial<Contract> = {}) => withContract(noRights('030'), contract(more), links, now).rights;
const centred = (accounts: string[], more: Partial<Contract> = {}) => accounts.reduce((rights, name) => withLink(rights, linked(name), now).rights, opened(accounts.map((name) => connected(name)), more));

const told = ({ told: news }: changes.RightsChange) => news.map(({ kind, grant }) => `${kind} ${grant.id}`);
const shown = ({ holders }: ContractRights) => holders.map(({ accountId, rights: { length } }) => `${accountId} ${length}`);

describe('rights on a contract', () => {
  it('come with its opening to everybody who is connected, and are told one by one', () => {
    const change = withContract(noRights('030'), contract(), [connected('a'), connected('b')], now);
    expect([told(change), shown(change.rights)]).toEqual([['granted link of a', 'granted link of b'], ['a 2', 'b 2']]);
    expect(change.told.map(({ version }) => version)).toEqual([1, 2]);
    expect([change.rights.version, change.told[0]!.rights, change.rights.grants[0]]).toEqual([2, ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], { id: 'link of a', via: 'LINK', to: 'a', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], since: now }]);
  });

  it('come with a link and go with it', () => {
    const change = withLink(opened([connected('a')]), connected('b'), later(5));
    expect([told(change), change.rights.grants[1]!.since, change.rights.version]).toEqual([['granted link of b'], later(5), 2]);
    expect(told(withLink(change.rights, connected('b'), later(6)))).toEqual([]);
    const ended = withLink(change.rights, { ...connected('b'), ended: true, version: 2 }, now);
    expect([told(ended), shown(ended.rights), ended.rights.version]).toEqual([['revoked link of b'], ['a 2'], 3]);
    expect(told(withLink(ended.rights, { ...connected('b'), ended: true, version: 2 }, now))).toEqual([]);
  });

  it('of the customer centre come to whoever administers it; others are refused, and told so', () => {
    const change = withLink(opened([connected('a')]), linked('a'), now);
    expect([told(change), shown(change.rights), change.told[0]!.rights]).toEqual([['granted centre of a'], ['a 4'], ['INVOICE_ONLINE', 'TELEPHONY_CENTRE']]);
    const refused = withLink(change.rights, linked('b'), now);
    expect([told(refused), shown(refused.rights), refused.rights.version]).toEqual([['revoked centre of b'], ['a 4'], 3]);
    const unknown = withLink(noRights('030'), linked('a'), now);
    expect([unknown.told, unknown.rights]).toEqual([[expect.objectContaining({ kind: 'revoked', rights: ['INVOICE_ONLINE'], version: 1 })], { ...noRights('030'), version: 1 }]);
    expect([refused, unknown, change].map(({ ended }) => ended.map(({ id }) => id))).toEqual([['centre of b'], ['centre of a'], []]);
  });

  it('of the customer centre end with the administration, and do not come back with it', () => {
    const gone = withLink(centred(['a', 'b']), { ...connected('a'), ended: true, version: 2 }, now);
    expect([told(gone), shown(gone.rights)]).toEqual([['revoked link of a', 'revoked centre of a'], ['b 4']]);
    expect(shown(withLink(gone.rights, connected('a', 'old', 'another'), now).rights)).toEqual(['a 2', 'b 4']);
  });

  it('of the customer centre stay while their owner administers the contract by another link', () => {
    const twice = withLink(centred(['a']), connected('a', 'old', 'another'), now).rights;
    expect(told(withLink(twice, { ...connected('a'), ended: true, version: 2 }, now))).toEqual(['revoked link of a']);
  });

  it('move with the contract to whoever is connected with the other number', () => {
    const moved = withContract(centred(['a', 'b']), contract({ customerNumber: 'new', sequence: 2 }), [connected('c', 'new'), connected('b', 'new', 'new link of b')], now);
    expect(told(moved)).toEqual(['revoked link of a', 'revoked link of b', 'revoked centre of a', 'granted link of c', 'granted new link of b']);
    expect(shown(moved.rights)).toEqual(['b 4', 'c 2']);
  });

  it('end with the contract, at once where its end has come', () => {
    const ended = withContract(centred(['a']), contract({ terminatedAt: now, sequence: 2 }), [connected('a')], now);
    expect([told(ended), ended.rights.grants]).toEqual([['revoked link of a', 'revoked centre of a'], []]);
    const foretold = withContract(centred(['a']), contract({ terminatedAt: later(10), sequence: 2 }), [connected('a')], now).rights;
    expect([shown(foretold), told(atTime(foretold, later(9))), told(atTime(foretold, later(10)))]).toEqual([['a 4'], [], ['revoked link of a', 'revoked centre of a']]);
    expect(told(withLink(ended.rights, connected('b'), later(1)))).toEqual([]);
  });

  it.each([['its end was heard of', true], ['its end was skipped', false]])('come back with a later life by links alone, where %s', (_, isHeard) => {
    const before = isHeard ? withContract(centred(['a']), contract({ terminatedAt: now, sequence: 2 }), [connected('a')], now).rights : centred(['a']);
    const anew = withContract(before, contract({ life: 2, sequence: 3 }), [connected('a')], later(1));
    expect(told(anew)).toEqual([...(isHeard ? [] : ['revoked link of a', 'revoked centre of a']), 'granted link of a']);
    expect([shown(anew.rights), anew.rights.grants[0]!.since]).toEqual([['a 2'], later(1)]);
  });

  it('come back with a later life where facts do not say which one it is', () => {
    const { life: _, ...older } = contract({ sequence: 3 });
    const foretold = withContract(centred(['a']), { ...older, terminatedAt: later(10), sequence: 2 }, [connected('a')], now).rights;
    expect(shown(withContract(foretold, older, [connected('a')], now).rights)).toEqual(['a 2']);
  });

  it('come back by links alone when an end that had come is put off', () => {
    const lapsed = withContract(centred(['a']), contract({ terminatedAt: later(10), sequence: 2 }), [connected('a')], now).rights;
    const putOff = withContract(lapsed, contract({ terminatedAt: later(99), sequence: 3 }), [connected('a')], later(20));
    expect([told(putOff), shown(putOff.rights)]).toEqual([['revoked link of a', 'revoked centre of a', 'granted link of a'], ['a 2']]);
    const inTime = withContract(lapsed, contract({ terminatedAt: later(99), sequence: 3 }), [connected('a')], later(9));
    expect([told(inTime), shown(inTime.rights)]).toEqual([[], ['a 4']]);
  });

  it('follow a corrected product: the difference is told, and no grant ends', () => {
    const corrected = withContract(centred(['a']), contract({ product: 'CLOUD_PBX', sequence: 2 }), [connected('a')], now);
    expect([told(corrected), corrected.told[0]!.rights, shown(corrected.rights), corrected.ended]).toEqual([['revoked centre of a'], ['TELEPHONY_CENTRE'], ['a 3'], []]);
    const back = withContract(corrected.rights, contract({ sequence: 3 }), [connected('a')], now);
    expect([told(back), back.told[0]!.rights, shown(back.rights), back.rights.version]).toEqual([['granted centre of a'], ['TELEPHONY_CENTRE'], ['a 4'], 4]);
  });
});
