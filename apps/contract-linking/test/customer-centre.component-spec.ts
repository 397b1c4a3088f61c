import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountClosed, contractOpened, customerCentreLinked, customerCentreUnlinked, endCustomerCentreLinks, linkCustomerCentre, listCustomerCentreLinks, type RequestInput, rightsRevoked,
  unlinkCustomerCentre, verifyCustomerCentreLogin,
} from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { aCaller, CustomerCentreFixture, ORIGIN } from './customer-centre-fixture.js';

const fixture = new CustomerCentreFixture();
beforeAll(() => fixture.start({ instances: 2 }));
afterEach(() => fixture.behave());
afterAll(async () => {
  const left = await fixture.crm.letters.list({ service: 'contract-linking' }).finally(() => fixture.stop());
  expect(left).toEqual([]);
});

const RECOVERY = { within: 12_000, every: 250 };

type Verification = RequestInput<typeof verifyCustomerCentreLogin>;
const verify = (request: Verification) => fixture.ask(verifyCustomerCentreLogin, request);
const refused = async (request: Verification) => (await fixture.refusal(verifyCustomerCentreLogin, request))?.toJSON();
const list = async (caller = aCaller()) => (await fixture.ask(listCustomerCentreLinks, caller)).items.map(({ accessNumber }) => accessNumber);
const known = (accessNumbers: string[]) =>
  eventually(async () => expect(await fixture.crm.database.collection<{ _id: string }>('contracts').countDocuments({ _id: { $in: accessNumbers }, told: { $exists: true } })).toBe(accessNumbers.length));
/** Facts about links of these access numbers, as they were published. */
const told = (accessNumbers: string[]) =>
  fixture.crm.told.filter(({ type, data }) => type !== contractOpened.type && accessNumbers.includes(data.accessNumber)).map(({ type, sequence, data }) => ({ type, sequence, ...data }) as Record<string, unknown>);

/** Access numbers linked by somebody. */
async function linked(count: number, caller = aCaller()) {
  const accessNumbers = (await fixture.contracts(count)).sort();
  await known(accessNumbers);
  const { request } = await fixture.login(accessNumbers, caller);
  // An instance may still keep away from a login service that did not work a moment ago.
  const { verificationId } = await eventually(() => verify(request), RECOVERY);
  const link = { verificationId, administered: accessNumbers, ...caller, origin: ORIGIN };
  const call = newCall(5_000);
  expect((await fixture.ask(linkCustomerCentre, link, call)).accessNumbers).toEqual(accessNumbers);
  return { caller, accessNumbers, link, facts: call.facts, request };
}

describe('linking the customer centre', () => {
  it('with the Telekom login links what the caller administers of its access numbers', async () => {
    const accessNumbers = (await fixture.contracts(3)).sort();
    await known(accessNumbers);
    const { caller, request } = await fixture.login([...accessNumbers, '0228999999']);
    const { verificationId, accessNumbers: verified } = await verify(request);
    expect(verified).toEqual([...accessNumbers, '0228999999'].sort());
    const call = newCall(5_000);
    const administered = [...accessNumbers.slice(1), '0228999998'];
    expect(await fixture.ask(linkCustomerCentre, { verificationId, administered, ...caller, origin: ORIGIN }, call)).toMatchObject({ accessNumbers: accessNumbers.slice(1) });
    expect(await list(caller)).toEqual(accessNumbers.slice(1));
    await eventually(() => expect(told(accessNumbers)).toHaveLength(2));
    const [first, second] = told(accessNumbers);
    expect(first).toMatchObject({ type: customerCentreLinked.type, sequence: 1, actor: { kind: 'SELF', accountId: caller.accountId }, accountId: caller.accountId, version: 1, product: 'SIP_TRUNK' });
    expect(second).toMatchObject({ saveId: first!['saveId'] });
    expect(call.facts.map(({ data }) => (data as { linkId: string }).linkId).sort()).toEqual([first!['linkId'], second!['linkId']].sort());
  });

  it('with an access number and its personal password links that one', async () => {
    const [accessNumber] = (await fixture.contracts(1)) as [string];
    await known([accessNumber]);
    await fixture.put(`/sim/access-numbers/${accessNumber}`, { personalPassword: ' mit Leerzeichen ' });
    const caller = aCaller();
    const credentials = { method: 'ACCESS_NUMBER' as const, accessNumber, personalPassword: ' mit Leerzeichen ' };
    const { verificationId, accessNumbers } = await verify({ credentials, ...caller, origin: ORIGIN });
    expect(accessNumbers).toEqual([accessNumber]);
    expect(await fixture.ask(linkCustomerCentre, { verificationId, administered: accessNumbers, ...caller, origin: ORIGIN })).toMatchObject({ accessNumbers });
    expect(await refused({ credentials: { ...credentials, personalPassword: 'mit Leerzeichen' }, ...caller, origin: ORIGIN })).toMatchObject({ code: 'login-service-rejected' });
  });

  it('refuses somebody else’s numbers, and leaves no trace of them', async () => {
    const accessNumbers = await fixture.contracts(2);
    await known(accessNumbers);
    const { caller, request } = await fixture.login(accessNumbers);
    const { verificationId } = await verify(request);
    const link = { verificationId, administered: [], ...caller, origin: ORIGIN };
    expect((await fixture.refusal(linkCustomerCentre, link))?.code).toBe('no-matching-contract');
    expect((await fixture.refusal(linkCustomerCentre, { ...link, administered: accessNumbers, ...aCaller() }))?.code).toBe('not-found');
    expect([await list(caller), told(accessNumbers)]).toEqual([[], []]);
  });

  it('answers a repetition as the first time, with the facts again, through whichever instance', async () => {
    const { link, accessNumbers, facts, caller } = await linked(2);
    for (let n = 0; n < 6; n++) {
      const call = newCall(5_000);
      expect((await fixture.ask(linkCustomerCentre, { ...link, administered: [] }, call)).accessNumbers).toEqual(accessNumbers);
      expect(call.facts.map(({ id }) => id).sort()).toEqual(facts.map(({ id }) => id).sort());
    }
    expect(await list(caller)).toEqual(accessNumbers);
    expect(told(accessNumbers)).toHaveLength(2);
  });

  it('links each number once, however many requests come together', async () => {
    const accessNumbers = (await fixture.contracts(3)).sort();
    await known(accessNumbers);
    const { caller, request } = await fixture.login(accessNumbers);
    const verifications = await Promise.all(Array.from({ length: 6 }, () => verify(request)));
    const answers = await Promise.all(verifications.map(({ verificationId }) => fixture.ask(linkCustomerCentre, { verificationId, administered: accessNumbers, ...caller, origin: ORIGIN })));
    for (const answer of answers) expect(answer.accessNumbers).toEqual(accessNumbers);
    await eventually(() => expect(told(accessNumbers)).toHaveLength(3));
    expect(await list(caller)).toEqual(accessNumbers);
  });

  it('of very many contracts goes on with each repetition until all are linked', async () => {
    const accessNumbers = Array.from({ length: 1_200 }, (_, n) => `0229${String(1_000_000 + n)}`);
    const life = { number: 1, customerNumber: '70999999', product: 'SIP_TRUNK', validFrom: new Date('2026-01-01') };
    await fixture.crm.database.collection<{ _id: string }>('contracts').insertMany(accessNumbers.map((_id) => ({ _id, facts: [], version: 1, told: life })) as never);
    const { caller, request } = await fixture.login(accessNumbers);
    const link = async () => {
      const { verificationId } = await verify(request);
      return { verificationId, administered: accessNumbers, ...caller, origin: ORIGIN };
    };
    for (let n = 0; n < 2; n++) expect((await fixture.refusal(linkCustomerCentre, await link()))?.code).toBe('service-unavailable');
    const facts = await eventually(async () => {
      const [wanted, call] = [await link(), newCall(5_000)];
      expect((await fixture.ask(linkCustomerCentre, wanted, call)).accessNumbers).toEqual(accessNumbers);
      return call.facts;
    }, { within: 20_000 });
    expect(facts).toHaveLength(500);
    await eventually(() => expect(told(accessNumbers)).toHaveLength(accessNumbers.length));
  });

  it('keeps the credentials nowhere', async () => {
    const { caller, request } = await linked(1);
    await refused({ ...request, credentials: { method: 'TELEKOM_LOGIN', username: 'niemand-canary', password: 'falsch-canary' } });
    let dump = '';
    for (const { collectionName } of await fixture.crm.database.native.collections()) dump += JSON.stringify(await fixture.crm.database.collection(collectionName).find().toArray());
    expect(dump).toContain(caller.accountId);
    expect(dump).toContain('customer-centre.login-rejected');
    for (const canary of ['canary', 'telekom.example']) expect(dump).not.toContain(canary);
  });
});

describe('a login service that rejects', () => {
  it('is asked ten times an hour for an account, over all instances, and never for what comes after', async () => {
    const { request } = await fixture.login(['0228100001']);
    const wrong = { ...request, credentials: { method: 'TELEKOM_LOGIN' as const, username: 'niemand', password: 'falsch' } };
    for (let n = 0; n < 3; n++) await verify(request);
    const codes = (await Promise.all(Array.from({ length: 16 }, () => refused(wrong)))).map((error) => error?.code);
    expect(codes.filter((code) => code === 'login-service-rejected')).toHaveLength(10);
    expect(codes.filter((code) => code === 'too-many-attempts')).toHaveLength(6);
    for (let n = 0; n < 4; n++) {
      const { code, params } = (await refused(request))!;
      expect([code, Number(params!['retryAfter']) > 3_500 && Number(params!['retryAfter']) <= 3_600]).toEqual(['too-many-attempts', true]);
    }
    expect(await refused({ ...request, ...aCaller() })).toBeUndefined();
  });
});

describe('a login service that does not work', () => {
  const unavailable = { code: 'external-service-unavailable', kind: 'unavailable', params: { retryAfter: expect.any(Number) } };

  it('is waited for in vain for 2.5 s, and not waited for any more after five times on every instance', async () => {
    const { request } = await fixture.login(['0228100001']);
    await fixture.behave({ delayMs: 10_000 });
    const begun = performance.now();
    expect([await refused(request), performance.now() - begun < 6_000]).toEqual([unavailable, true]);
    await Promise.all(Array.from({ length: 40 }, () => refused({ ...request, ...aCaller() })));
    for (let n = 0, again = performance.now(); n < 6; n++, again = performance.now()) expect([await refused(request), performance.now() - again < 2_400]).toEqual([unavailable, true]);
    await fixture.behave();
    await eventually(async () => expect((await verify(request)).accessNumbers).toEqual(['0228100001']), RECOVERY);
    for (let n = 0; n < 6; n++) await eventually(() => verify(request), RECOVERY);
  }, 60_000);

  it('says so itself, or answers nonsense, or too much, and nothing is linked', async () => {
    const { request, caller } = await fixture.login(['0228100001']);
    const tooMuch = (await fixture.login(Array.from({ length: 12_000 }, (_, n) => String(1e19 + n * 1e4).slice(0, 20)), caller)).request;
    const notNumbers = (await fixture.login(['0228100001', '0228/100002'], caller)).request;
    expect([await refused(tooMuch), await refused(notNumbers)]).toEqual([unavailable, unavailable]);
    for (const status of [200, 302, 403, 429, 500]) {
      await fixture.behave({ status });
      expect([status, await refused(request)]).toEqual([status, unavailable]);
    }
    await fixture.behave();
    await eventually(() => verify(request), RECOVERY);
    expect(await list(caller)).toEqual([]);
  }, 30_000);

  it('is dead, and comes back', async () => {
    const { request } = await fixture.login(['0228100001']);
    await fixture.simulator.stop();
    for (let n = 0; n < 12; n++) expect(await refused(request)).toEqual(unavailable);
    await fixture.startSimulator();
    const again = await fixture.login(['0228100001']);
    await eventually(() => verify(again.request), RECOVERY);
  }, 30_000);
});

describe('a link to the customer centre', () => {
  it('is ended by its holder, and a repetition carries the fact again', async () => {
    const { caller, accessNumbers } = await linked(2);
    const unlink = async (accessNumber: string, call = newCall(5_000)) => {
      await fixture.ask(unlinkCustomerCentre, { accessNumber, ...caller, origin: ORIGIN }, call);
      return call.facts;
    };
    const [[fact], [again]] = [await unlink(accessNumbers[0]!), await unlink(accessNumbers[0]!)];
    expect(fact).toMatchObject({ type: customerCentreUnlinked.type, sequence: 2, data: { version: 2, accessNumber: accessNumbers[0], actor: { kind: 'SELF', accountId: caller.accountId } } });
    expect(again!.id).toBe(fact!.id);
    expect(await list(caller)).toEqual([accessNumbers[1]]);
    const stranger = { accessNumber: accessNumbers[1]!, ...aCaller(), origin: ORIGIN };
    expect((await fixture.refusal(unlinkCustomerCentre, stranger))?.code).toBe('not-found');
    await eventually(() => expect(told([accessNumbers[0]!]).map(({ type }) => type)).toEqual([customerCentreLinked.type, customerCentreUnlinked.type]));
  });

  it('ends when entitlements takes its rights, once, and not when only a product was corrected', async () => {
    const { caller, accessNumbers, facts } = await linked(3);
    const linkIdOf = (accessNumber: string) => facts.map(({ data }) => data as { accessNumber: string; linkId: string }).find((data) => data.accessNumber === accessNumber)!.linkId;
    const actor = { kind: 'MASTER', accountId: newId() };
    const revoke = (accessNumber: string, changes: object, id?: string) =>
      fixture.fact(rightsRevoked, accessNumber, { actor, accountId: caller.accountId, accessNumber, rights: ['INVOICE_ONLINE', 'TELEPHONY_CENTRE'], via: 'CUSTOMER_CENTRE', chain: [linkIdOf(accessNumber)], cause: 'customer.unlinked', ...changes }, id);
    const [ended, corrected, transferred] = accessNumbers as [string, string, string];
    await revoke(corrected, { rights: ['TELEPHONY_CENTRE'] });
    await revoke(transferred, { via: 'TRANSFER' });
    const id = newId();
    for (let n = 0; n < 2; n++) await revoke(ended, {}, id);
    await eventually(async () => expect(await list(caller)).toEqual([corrected, transferred]));
    await eventually(() => expect(told([ended])).toHaveLength(2));
    expect(told([ended])[1]).toMatchObject({ type: customerCentreUnlinked.type, sequence: 2, actor, accountId: caller.accountId });
    const rows = await fixture.crm.database.collection('audit').find({ accountId: caller.accountId, action: 'customer-centre.unlinked' }).toArray();
    expect(rows).toEqual([expect.objectContaining({ actor, details: { accessNumbers: [ended], cause: 'customer.unlinked' } })]);
  });

  it('ends, once, where its holder knows that entitlements has ended it', async () => {
    const { caller, accessNumbers, facts } = await linked(2);
    const { linkId, accessNumber } = facts[0]!.data as { linkId: string; accessNumber: string };
    for (const whose of [aCaller(), caller, caller]) await fixture.ask(endCustomerCentreLinks, { links: [linkId, newId()].map((id) => ({ linkId: id, actor: { kind: 'CRM' as const }, cause: 'contract.moved' })), ...whose });
    expect(await list(caller)).toEqual(accessNumbers.filter((number) => number !== accessNumber));
    await eventually(() => expect(told([accessNumber]).map(({ type }) => type)).toEqual([customerCentreLinked.type, customerCentreUnlinked.type]));
  });

  it('ends with its account', async () => {
    const { caller, accessNumbers } = await linked(3);
    const other = await linked(1);
    await fixture.fact(accountClosed, caller.accountId, { actor: { kind: 'OPERATOR' }, accountId: caller.accountId, role: 'MASTER_ADMINISTRATOR', reason: 'OPERATOR' });
    await eventually(async () => expect(await list(caller)).toEqual([]));
    await eventually(() => expect(told(accessNumbers).filter(({ type }) => type === customerCentreUnlinked.type)).toHaveLength(3));
    expect(told(accessNumbers).at(-1)).toMatchObject({ actor: { kind: 'OPERATOR' }, version: 2 });
    expect(await list(other.caller)).toEqual(other.accessNumbers);
  });

  it('is listed page by page', async () => {
    const { caller, accessNumbers } = await linked(3);
    const first = await fixture.ask(listCustomerCentreLinks, { limit: 2, ...caller });
    const rest = await fixture.ask(listCustomerCentreLinks, { limit: 2, cursor: first.nextCursor!, ...caller });
    expect([...first.items, ...rest.items].map(({ accessNumber }) => accessNumber)).toEqual(accessNumbers);
    expect([rest.nextCursor, first.items[0]]).toEqual([null, { accessNumber: accessNumbers[0], linkedAt: expect.any(String) }]);
  });
});
