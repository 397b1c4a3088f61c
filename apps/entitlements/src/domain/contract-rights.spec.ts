import { describe, expect, it } from '@jest/globals';
import { isInForce } from './contract.js';
import { holdersOf } from './contract-rights.js';
import { holdingsOf } from './derivation.js';
import { type Product, rightsOf, type RootVia } from './right.js';

const now = new Date('2026-05-01T12:00:00Z');
const grant = (to: string, via: RootVia, id = `${to} ${via}`) => ({ id, via, to, rights: rightsOf(via, 'SIP_TRUNK'), since: now });

describe('who holds what', () => {
  it('is the union of their grants, each right and way once, in a fixed order', () => {
    const grants = [grant('b', 'CUSTOMER_CENTRE'), grant('b', 'LINK'), grant('a', 'LINK', '1'), grant('a', 'LINK', '2')];
    expect(holdersOf(grants, holdingsOf(grants, 'SIP_TRUNK', 1), 1)).toEqual([
      { accountId: 'a', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], sources: ['LINK'], transferable: true },
      { accountId: 'b', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'], sources: ['LINK', 'CUSTOMER_CENTRE'], transferable: true },
    ]);
  });

  it.each<[Product, boolean]>([['SIP_TRUNK', true], ['IP_VOICE_DATA', true], ['COMPANY_FLEX', false], ['CLOUD_PBX', false]])('includes the telephony centre on %s: %s', (product, has) => {
    expect(rightsOf('CUSTOMER_CENTRE', product)).toEqual(has ? ['INVOICE_ONLINE', 'TELEPHONY_CENTRE'] : ['INVOICE_ONLINE']);
  });
});

describe('a contract', () => {
  it('is in force from its beginning until its end', () => {
    const [begin, end] = [new Date(1_000), new Date(2_000)];
    const at = (ms: number) => isInForce({ validFrom: begin, terminatedAt: end }, new Date(ms));
    expect([at(999), at(1_000), at(1_999), at(2_000)]).toEqual([false, true, true, false]);
    expect(isInForce({ validFrom: begin }, new Date(9e12))).toBe(true);
  });
});
