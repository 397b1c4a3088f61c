import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountActivated, authorizeHandover, checkRights, contractEnded, contractMoved, contractOpened, customerCentreLinked, customerCentreUnlinked, customerLinked, customerUnlinked,
  fact, filterAdministered, getContract, listAudit, listContracts, listLostCustomerCentreLinks, rightsGranted, rightsRevoked,
} from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { RightsFixture } from './rights-fixture.js';

const CRM = { kind: 'CRM' } as const;
const fixture = new RightsFixture();
beforeAll(() => fixture.start({ instances: 2 }));
afterAll(() => fixture.stop());

const contractOf = (customerNumber: string, accessNumber = fixture.freshNumber(), more = {}) => ({ actor: CRM, accessNumber, customerNumber, product: 'SIP_TRUNK' as const, validFrom: '2026-01-01T00:00:00.000Z', life: 1, ...more });
const linkOf = (accountId: string, customerNumber: string, version = 1) => ({ actor: { kind: 'SELF' as const, accountId }, accountId, linkId: newId(), version, customerNumber, accessNumbers: [] });
const centreLinkOf = (accountId: string, accessNumber: string) => ({ actor: { kind: 'SELF' as const, accountId }, accountId, linkId: newId(), version: 1, accessNumber, product: 'SIP_TRUNK' as const, saveId: newId() });
const caller = () => ({ accountId: newId(), sessionId: newId() });
const held = async (who: { accountId: string; sessionId: string }) => (await fixture.ask(listContracts, { ...who })).items.map(({ accessNumber, rights }) => `${accessNumber} ${rights.length}`);

describe('rights on contracts', () => {
  it('come with facts of links and contracts, whichever comes first, and are told', async () => {
    const [ann, ben, customerNumber] = [caller(), caller(), fixture.freshNumber()];
    const contract = contractOf(customerNumber);
    const link = linkOf(ann.accountId, customerNumber);
    await fixture.publish(fact(customerLinked, 1, link));
    await eventually(async () => expect(await fixture.found('links', link.linkId)).toMatchObject({ ended: false }));
    await fixture.publish(fact(contractOpened, 1, contract));
    await eventually(async () => expect(await held(ann)).toEqual([`${contract.accessNumber} 2`]));
    await fixture.publish(fact(customerLinked, 1, linkOf(ben.accountId, customerNumber)));
    await eventually(async () => expect(await held(ben)).toEqual([`${contract.accessNumber} 2`]));
    const facts = await fixture.toldOf(contract.accessNumber, 2);
    expect(facts.map(({ type, sequence }) => [type, sequence])).toEqual([[rightsGranted.type, '1'], [rightsGranted.type, '2']]);
    expect(facts[0]!.data).toEqual({ actor: CRM, accountId: ann.accountId, accessNumber: contract.accessNumber, rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], via: 'LINK', chain: [link.linkId], cause: 'contract.opened' });
    expect(facts[1]!.data).toMatchObject({ actor: { kind: 'SELF', accountId: ben.accountId }, cause: 'customer.linked' });
  });

  it('are the same whatever the order of facts, and however often they come', async () => {
    const [ann, ben, customerNumber, other] = [caller(), caller(), fixture.freshNumber(), fixture.freshNumber()];
    const contract = contractOf(customerNumber);
    const [left, stays] = [linkOf(ann.accountId, customerNumber), linkOf(ben.accountId, other)];
    const facts = [
      fact(contractOpened, 1, contract), fact(contractMoved, 2, { ...contract, customerNumber: other }), fact(customerLinked, 1, left), fact(customerUnlinked, 2, { ...left, version: 2 }), fact(customerLinked, 1, stays),
    ].map((news) => fixture.written(news));
    for (const news of [...facts].reverse()) await fixture.publishWritten(news);
    for (const news of facts) await fixture.publishWritten(news);
    await eventually(async () => expect(await held(ben)).toEqual([`${contract.accessNumber} 2`]));
    await eventually(async () => expect(await fixture.found('links', left.linkId)).toMatchObject({ ended: true, version: 2 }));
    await eventually(async () => expect(await held(ann)).toEqual([]));
    expect(await fixture.found('contracts', contract.accessNumber)).toMatchObject({ customerNumber: other, sequence: 2, holders: [{ accountId: ben.accountId }] });
  });

  it('of the customer centre hang on the administration: refused without, ended with it, not back with it', async () => {
    const [ann, customerNumber] = [caller(), fixture.freshNumber()];
    const contract = contractOf(customerNumber);
    const { accessNumber } = contract;
    const [link, centre, again] = [linkOf(ann.accountId, customerNumber), centreLinkOf(ann.accountId, accessNumber), linkOf(ann.accountId, customerNumber)];
    await fixture.apply(fact(contractOpened, 1, contract), fact(customerLinked, 1, link), fact(customerCentreLinked, 1, centre));
    expect(await fixture.ask(getContract, { ...ann, accessNumber })).toMatchObject({ rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'], sources: ['LINK', 'CUSTOMER_CENTRE'], customerCentreLinked: true });
    await fixture.apply(fact(customerUnlinked, 2, { ...link, version: 2 }), fact(customerLinked, 1, again));
    expect(await held(ann)).toEqual([`${accessNumber} 2`]);
    const lost = (whose = ann) => fixture.ask(listLostCustomerCentreLinks, whose);
    expect(await lost()).toEqual({ links: [{ linkId: centre.linkId, actor: link.actor, cause: 'customer.unlinked' }] });
    const unasked = caller();
    const stranger = centreLinkOf(unasked.accountId, accessNumber);
    await fixture.apply(fact(customerCentreLinked, 1, stranger), fact(customerCentreUnlinked, 2, { ...centre, version: 2 }));
    expect([await lost(), await lost(unasked)]).toEqual([{ links: [] }, { links: [{ linkId: stranger.linkId, actor: stranger.actor, cause: 'customer-centre.linked' }] }]);
    const facts = await fixture.toldOf(accessNumber, 6);
    const revoked = facts.filter(({ type, data }) => type === rightsRevoked.type && data.via === 'CUSTOMER_CENTRE').map(({ data }) => [data.chain, data.cause]);
    expect(revoked).toEqual([[[centre.linkId], 'customer.unlinked'], [[stranger.linkId], 'customer-centre.linked']]);
    expect([await fixture.found('links', centre.linkId), await fixture.found('links', stranger.linkId)]).toMatchObject([{ ended: true }, { ended: true }]);
    const own = centreLinkOf(ann.accountId, accessNumber);
    await fixture.apply(fact(customerCentreLinked, 1, own), fact(customerCentreUnlinked, 2, { ...own, version: 2 }));
    expect([await lost(), await fixture.found('links', own.linkId)]).toMatchObject([{ links: [] }, { ended: true, version: 2 }]);
  });

  it('end with the contract when its end comes, and are told then; a later life is held by links alone', async () => {
    const [ann, customerNumber] = [caller(), fixture.freshNumber()];
    const contract = contractOf(customerNumber);
    const { accessNumber } = contract;
    await fixture.apply(fact(contractOpened, 1, contract), fact(customerLinked, 1, linkOf(ann.accountId, customerNumber)), fact(customerCentreLinked, 1, centreLinkOf(ann.accountId, accessNumber)));
    const terminatedAt = new Date(Date.now() + 1_500).toISOString();
    await fixture.apply(fact(contractEnded, 2, { ...contract, terminatedAt }));
    expect(await held(ann)).toEqual([`${accessNumber} 4`]);
    await eventually(async () => expect(await held(ann)).toEqual([]));
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(terminatedAt));
    const facts = await fixture.toldOf(accessNumber, 4);
    expect(facts.slice(2).map(({ type, data }) => [type, data.via, data.cause, data.actor.kind])).toEqual([[rightsRevoked.type, 'LINK', 'contract.ended', 'SYSTEM'], [rightsRevoked.type, 'CUSTOMER_CENTRE', 'contract.ended', 'SYSTEM']]);
    await fixture.apply(fact(contractOpened, 3, { ...contract, validFrom: terminatedAt, life: 2 }));
    expect(await held(ann)).toEqual([`${accessNumber} 2`]);
  });

  it('are checked one by one, as other systems do it, and at once after every change', async () => {
    const [ann, customerNumber] = [caller(), fixture.freshNumber()];
    const contract = contractOf(customerNumber);
    const link = linkOf(ann.accountId, customerNumber);
    const question = { accountId: ann.accountId, accessNumber: contract.accessNumber, right: 'ADMINISTRATION' as const };
    expect(await fixture.ask(checkRights, question)).toEqual({ allowed: false, version: 0 });
    await fixture.apply(fact(contractOpened, 1, contract));
    for (let n = 0; n < 10; n++) {
      const again = { ...link, linkId: newId() };
      await fixture.apply(fact(customerLinked, 1, again));
      expect(await fixture.askAsHarness(question)).toEqual({ allowed: true, version: 2 * n + 1 });
      await fixture.apply(fact(customerUnlinked, 2, { ...again, version: 2 }));
      expect(await fixture.ask(checkRights, question)).toEqual({ allowed: false, version: 2 * n + 2 });
    }
    expect(await fixture.ask(filterAdministered, { ...ann, accessNumbers: [contract.accessNumber] })).toEqual({ accessNumbers: [] });
  });

  it('lead into the portals behind a contract, and that is kept', async () => {
    const [ann, customerNumber] = [caller(), fixture.freshNumber()];
    const contract = contractOf(customerNumber);
    const ask = (target: 'INVOICE_ONLINE' | 'ADMINISTRATION_PORTAL') => fixture.ask(authorizeHandover, { ...ann, accessNumber: contract.accessNumber, target, origin: { ipPrefix: '192.0.2.0/24', device: '?' } });
    await expect(ask('INVOICE_ONLINE')).rejects.toMatchObject({ code: 'not-found' });
    const activated = { actor: { kind: 'SELF' as const }, accountId: ann.accountId, role: 'MASTER_ADMINISTRATOR' as const, firstName: 'A', lastName: 'B', company: 'C', email: 'a@b.example', locale: 'de' as const };
    await fixture.apply(fact(accountActivated, 1, activated), fact(contractOpened, 1, contract), fact(customerLinked, 1, linkOf(ann.accountId, customerNumber)));
    await expect(ask('INVOICE_ONLINE')).rejects.toMatchObject({ code: 'customer-centre-not-linked', params: { accessNumberToLink: contract.accessNumber } });
    await expect(ask('ADMINISTRATION_PORTAL')).rejects.toMatchObject({ code: 'target-not-available' });
    await fixture.apply(fact(customerCentreLinked, 1, centreLinkOf(ann.accountId, contract.accessNumber)));
    expect(await ask('INVOICE_ONLINE')).toEqual({});
    const { items } = await fixture.askAsOperator(listAudit.entitlements, { accountId: ann.accountId });
    expect(items).toMatchObject([{ action: 'handover.authorized', actor: { kind: 'SELF', accountId: ann.accountId }, details: { accessNumber: contract.accessNumber, target: 'INVOICE_ONLINE' } }]);
  });

  it('of many who come and go at the same moment, through two instances, are exactly of those who stayed', async () => {
    const customerNumber = fixture.freshNumber();
    const contracts = Array.from({ length: 10 }, () => contractOf(customerNumber));
    const people = Array.from({ length: 12 }, (_, n) => ({ who: caller(), stays: n % 2 === 0 }));
    const facts = [
      ...contracts.map((contract) => fact(contractOpened, 1, contract)),
      ...people.flatMap(({ who, stays }) => {
        const link = linkOf(who.accountId, customerNumber);
        return [fact(customerLinked, 1, link), ...(stays ? [] : [fact(customerUnlinked, 2, { ...link, version: 2 })])];
      }),
    ];
    await Promise.all(facts.map((news) => fixture.publish(news)));
    const all = contracts.map(({ accessNumber }) => `${accessNumber} 2`).sort();
    await eventually(async () => {
      for (const { who, stays } of people) expect(await held(who)).toEqual(stays ? all : []);
    }, { within: 20_000 });
    for (const { accessNumber } of contracts) {
      const { version, holders } = (await fixture.found('contracts', accessNumber)) as unknown as { version: number; holders: object[] };
      expect([holders.length, (await fixture.toldOf(accessNumber, version)).map(({ sequence }) => Number(sequence))]).toEqual([6, Array.from({ length: version }, (_, index) => index + 1)]);
    }
  }, 60_000);

  it('on 5,000 contracts come with one link and go with it, each in one transaction', async () => {
    const [ann, customerNumber] = [caller(), fixture.freshNumber()];
    const accessNumbers = await fixture.insertContracts(customerNumber, 5_000);
    const link = linkOf(ann.accountId, customerNumber);
    const administered = async () => (await fixture.ask(filterAdministered, { ...ann, accessNumbers })).accessNumbers;
    await fixture.publish(fact(customerLinked, 1, link));
    await eventually(async () => expect((await administered()).length).toBeGreaterThan(0), { within: 40_000, every: 100 });
    expect(await administered()).toEqual(accessNumbers);
    const first = await fixture.ask(listContracts, { ...ann, limit: 200, customerNumber });
    expect([first.items.map(({ accessNumber }) => accessNumber), first.nextCursor]).toEqual([accessNumbers.slice(0, 200), accessNumbers[199]]);
    await fixture.publish(fact(customerUnlinked, 2, { ...link, version: 2 }));
    await eventually(async () => expect((await administered()).length).toBeLessThan(5_000), { within: 40_000, every: 100 });
    expect(await administered()).toEqual([]);
  }, 120_000);
});
