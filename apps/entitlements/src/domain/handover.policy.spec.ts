import { describe, expect, it } from '@jest/globals';
import { HandoverPolicy, type HandoverTarget, type HandoverVerdict } from './handover.policy.js';
import type { Product, Right } from './right.js';

const TARGETS: HandoverTarget[] = ['INVOICE_ONLINE', 'CUSTOMER_CENTRE', 'TELEPHONY_CENTRE', 'ADMINISTRATION_PORTAL'];
const policy = new HandoverPolicy();
const decide = (product: Product, rights: Right[], isMaster = true) => TARGETS.map((target) => policy.decide(target, { product, rights }, isMaster));

const [YES, NONE, UNLINKED, MISSING] = ['authorized', 'target-not-available', 'customer-centre-not-linked', 'right-missing'] as const satisfies HandoverVerdict[];

describe('a handover', () => {
  it('does not exist for whoever holds nothing', () => {
    for (const target of TARGETS) expect(policy.decide(target, undefined, true)).toBe('not-found');
  });

  it.each<[Product, Right[], HandoverVerdict[]]>([
    ['SIP_TRUNK', ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'], [YES, YES, YES, NONE]],
    ['IP_VOICE_DATA', ['ADMINISTRATION'], [UNLINKED, UNLINKED, UNLINKED, NONE]],
    ['COMPANY_FLEX', ['ADMINISTRATION', 'INVOICE_ONLINE'], [YES, YES, NONE, YES]],
    ['CLOUD_PBX', ['ADMINISTRATION'], [UNLINKED, UNLINKED, NONE, YES]],
    ['CLOUD_PBX', ['COMMERCIAL_CONTACT'], [MISSING, MISSING, NONE, MISSING]],
    ['SIP_TRUNK', ['TELEPHONY_CENTRE'], [MISSING, YES, YES, NONE]],
    ['SIP_TRUNK', ['ADMINISTRATION', 'INVOICE_ONLINE'], [YES, YES, UNLINKED, NONE]],
  ])('from %s with %j leads a master where their rights reach', (product, rights, verdicts) => {
    expect(decide(product, rights)).toEqual(verdicts);
  });

  it('tells only masters to link: nobody else can', () => {
    expect(decide('SIP_TRUNK', ['ADMINISTRATION'], false)).toEqual([MISSING, MISSING, MISSING, NONE]);
  });
});
