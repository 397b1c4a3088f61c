import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customerLinked, customerUnlinked, letterChanged, listCustomerLinks } from '#libs/contracts';
import { type DomainError, newCall, newId } from '#libs/kernel';
import { AUDIT, type StoredAuditRow } from '#libs/persistence';
import { eventually, patiently } from '#libs/testing';
import { freshCustomerNumber, LinkingFixture, ORIGIN } from './linking-fixture.js';

const fixture = new LinkingFixture();
beforeAll(() => fixture.start());
afterAll(() => fixture.stop());

const WRONG = 'AAAA-BBBB-CCCC';
const LAST = 'last-administrator';
const auditOf = (accountId: string) => fixture.database.collection<StoredAuditRow>(AUDIT).find({ accountId }).sort({ number: 1 }).toArray();
const counted = <T>(items: T[]) => Object.fromEntries([...new Set(items)].sort().map((item) => [item, items.filter((other) => other === item).length]));
const told = (answer: Promise<unknown>) => answer.then(() => 'done', (error: DomainError) => error.errors?.map(({ field, rule }) => `${field} ${rule}`).join() ?? error.code);

describe('connecting a customer number', () => {
  it('gives all that the number has, tells who was connected before, and is on the record', async () => {
    const customerNumber = freshCustomerNumber();
    const accessNumber = await fixture.contract(customerNumber);
    const before = await fixture.connected(customerNumber);
    const { code, letterId } = await fixture.ordered(customerNumber);
    const [accountId, call] = [newId(), newCall(20_000)];
    expect(await fixture.connect(accountId, customerNumber, code.toLowerCase().replaceAll('-', ' '), call)).toEqual({ customerNumber });
    const [linked] = await fixture.facts(customerLinked, { accountId });
    const actor = { kind: 'SELF', accountId };
    expect(linked).toEqual({ sequence: 1, data: { actor, accountId, linkId: expect.any(String), version: 1, customerNumber, accessNumbers: [accessNumber], others: [before] } });
    expect(await fixture.facts(letterChanged, { letterId })).toMatchObject([{}, { sequence: 3, data: { actor, state: 'REDEEMED' } }]);
    expect(call.facts.map(({ type }) => type)).toEqual([letterChanged.type, customerLinked.type]);
    expect(await auditOf(accountId)).toMatchObject([{ action: 'letter.redeemed', origin: ORIGIN }, { action: 'customer.linked', origin: ORIGIN, details: { customerNumber, letterId } }]);
    const { items } = await fixture.ask(listCustomerLinks, { accountId, sessionId: newId() });
    expect(items).toEqual([{ customerNumber, linkedAt: expect.any(String), contracts: 1 }]);
  });

  it('works once per code, however many try at once: 200 codes, 8 accounts each, 200 winners', async () => {
    const numbers = Array.from({ length: 200 }, freshCustomerNumber);
    await Promise.all(numbers.map((number) => fixture.order(number)));
    await eventually(async () => expect(await fixture.database.collection('letters').countDocuments({ customerNumber: { $in: numbers } })).toBe(200), { within: 60_000, every: 200 });
    const codes = await fixture.codesOf(numbers);
    const outcomes: string[][] = [];
    for (let first = 0; first < numbers.length; first += 4) {
      outcomes.push(...(await Promise.all(numbers.slice(first, first + 4).map((number) => Promise.all(Array.from({ length: 8 }, newId).map((accountId) => patiently(() => fixture.tries(accountId, number, codes.get(number)!))))))));
    }
    // On a busy machine somebody may be told to wait, even the one who has won; then the answer says less than the database.
    const answers = counted(outcomes.flat());
    expect(Object.keys(answers).filter((outcome) => !['connected', 'code-used', 'service-unavailable'].includes(outcome))).toEqual([]);
    expect(outcomes.filter((ofOne) => ofOne.filter((outcome) => outcome === 'connected').length > 1)).toEqual([]);
    expect(outcomes.filter((ofOne) => !ofOne.includes('connected') && !ofOne.includes('service-unavailable'))).toEqual([]);
    expect(await fixture.database.collection('letters').countDocuments({ customerNumber: { $in: numbers }, state: 'REDEEMED' })).toBe(200);
    const links = await fixture.database.collection('customer-links').find({ customerNumber: { $in: numbers } }).toArray();
    expect([links.length, new Set(links.map(({ customerNumber }) => customerNumber as string)).size]).toEqual([200, 200]);
  }, 240_000);

  it('gives a repetition with the same key its first answer and its facts, also when eight come at once', async () => {
    const customerNumber = freshCustomerNumber();
    const { code } = await fixture.ordered(customerNumber);
    const [accountId, idempotency] = [newId(), { key: newId(), scope: 'POST /customer-links', fingerprint: 'f' }];
    const send = async () => {
      const call = newCall(20_000, { idempotency });
      return { answer: await fixture.connect(accountId, customerNumber, code, call).catch(({ code: refused }: DomainError) => refused), facts: call.facts.map(({ id }) => id) };
    };
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    const first = answers.filter(({ answer }) => typeof answer === 'object');
    expect(first.length).toBeGreaterThan(0);
    for (const { answer } of answers.filter((one) => !first.includes(one))) expect(answer).toBe('request-in-progress');
    expect(await send()).toEqual(first[0]);
    expect(await fixture.facts(customerLinked, { accountId })).toHaveLength(1);
    // Without a key too, whoever sends the same again is answered as at first.
    expect(await fixture.tries(accountId, customerNumber, code)).toBe('connected');
    expect(await fixture.facts(customerLinked, { accountId })).toHaveLength(1);
  });

  it('does not spend the code of whoever is connected already', async () => {
    const customerNumber = freshCustomerNumber();
    const accountId = await fixture.connected(customerNumber);
    const { code } = await fixture.ordered(customerNumber);
    for (let n = 0; n < 7; n++) expect(await fixture.tries(accountId, customerNumber, code)).toBe('already-linked');
    expect(await fixture.tries(newId(), customerNumber, code)).toBe('connected');
  });

  it('tells of expired, replaced and used codes only to whoever holds the right one, with the hotline', async () => {
    const customerNumber = freshCustomerNumber();
    const replaced = await fixture.ordered(customerNumber);
    const used = await fixture.ordered(customerNumber);
    expect(await fixture.tries(newId(), customerNumber, used.code)).toBe('connected');
    const other = await fixture.ordered(freshCustomerNumber());
    const refusals = await Promise.all([replaced.code, used.code, WRONG, other.code, 'ÄÖÜ €', '{"$gt":""}'].map((code) => fixture.connect(newId(), customerNumber, code).then(() => undefined, (error: DomainError) => error)));
    expect(refusals.map((error) => [error?.code, error?.params])).toEqual(['code-expired', 'code-used', 'code-invalid', 'code-invalid', 'code-invalid', 'code-invalid'].map((code) => [code, { hotline: '0800 330 1300' }]));
    expect(await fixture.tries(newId(), freshCustomerNumber(), WRONG)).toBe('code-invalid');
  });
});

describe('guesses', () => {
  it('of one account are compared five times at most, when fifty come at once over two instances; the right one as the sixth is refused, and accepted from another account', async () => {
    const customerNumber = freshCustomerNumber();
    const { code } = await fixture.ordered(customerNumber);
    const accountId = newId();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => fixture.tries(accountId, customerNumber, WRONG)));
    const { 'code-invalid': compared = 0, 'too-many-attempts': turnedAway = 0, 'service-unavailable': busy = 0 } = counted(outcomes) as Record<string, number>;
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThanOrEqual(5);
    // Whoever was told to wait may have been counted.
    expect([compared + turnedAway + busy, compared + busy >= 5]).toEqual([50, true]);
    const refused = await fixture.connect(accountId, customerNumber, code).catch((error: DomainError) => error);
    expect(refused).toMatchObject({ code: 'too-many-attempts', params: { retryAfter: expect.any(Number) } });
    expect(Number((refused as DomainError).params!['retryAfter'])).toBeGreaterThan(86_000);
    expect(await fixture.tries(newId(), customerNumber, code)).toBe('connected');
  });

  it('block the letter after a hundred from all accounts together, and not before', async () => {
    const customerNumber = freshCustomerNumber();
    const { code, letterId } = await fixture.ordered(customerNumber);
    const state = async () => (await fixture.database.collection<{ _id: string; state: string }>('letters').findOne({ _id: letterId }))?.state;
    const counter = fixture.database.collection<{ _id: string; count: number }>('connect-tries');
    const answers: string[] = [];
    // Whoever was told to wait may have been counted, or not.
    for (let left = 99; left > 0; left = 99 - ((await counter.findOne({ _id: `all ${customerNumber}` }))?.count ?? 0)) {
      answers.push(...(await Promise.all(Array.from({ length: Math.min(33, left) }, () => fixture.tries(newId(), customerNumber, WRONG)))));
    }
    expect(answers.filter((answer) => answer === 'code-invalid').length).toBeLessThanOrEqual(99);
    expect(answers.filter((answer) => !['code-invalid', 'service-unavailable'].includes(answer))).toEqual([]);
    expect(await state()).toBe('ORDERED');
    expect(await fixture.tries(newId(), customerNumber, WRONG)).toBe('code-invalid');
    expect(await state()).toBe('BLOCKED');
    expect(await fixture.tries(newId(), customerNumber, code)).toBe('code-expired');
    expect(await fixture.facts(letterChanged, { letterId })).toMatchObject([{}, { sequence: 3, data: { state: 'BLOCKED', actor: { kind: 'SYSTEM' } } }]);
    const rows = await fixture.database.collection<StoredAuditRow>(AUDIT).find({ about: `customer ${customerNumber}`, action: 'letter.blocked' }).toArray();
    expect(rows).toMatchObject([{ details: { letterId, customerNumber, tries: 100 } }]);
    expect(await fixture.tries(newId(), customerNumber, (await fixture.ordered(customerNumber)).code)).toBe('connected');
  }, 60_000);
});

describe('disconnecting a customer number', () => {
  it('says what it must be confirmed with, and leaves no active contract without a connected account unasked', async () => {
    const customerNumber = freshCustomerNumber();
    const accessNumber = await fixture.contract(customerNumber);
    const [first, second] = [await fixture.connected(customerNumber), await fixture.connected(customerNumber)];
    expect(await told(fixture.disconnect(first, customerNumber))).toBe('confirm required');
    expect(await told(fixture.disconnect(first, customerNumber, 'ja'))).toBe('confirm mismatch');
    expect(await told(fixture.disconnect(newId(), customerNumber, customerNumber))).toBe('not-found');
    expect(await told(fixture.disconnect(first, customerNumber, customerNumber))).toBe('done');
    expect(await told(fixture.disconnect(second, customerNumber, customerNumber))).toBe('last-administrator');
    const call = newCall(20_000);
    expect(await fixture.disconnect(second, customerNumber, LAST, call)).toEqual({});
    const [unlinked] = await fixture.facts(customerUnlinked, { accountId: second });
    expect(unlinked).toEqual({ sequence: 2, data: { actor: { kind: 'SELF', accountId: second }, accountId: second, linkId: expect.any(String), version: 2, customerNumber, accessNumbers: [accessNumber] } });
    const again = newCall(20_000);
    expect(await fixture.disconnect(second, customerNumber, LAST, again)).toEqual({});
    expect([again.facts, await fixture.facts(customerUnlinked, { accountId: second })]).toEqual([call.facts, [unlinked]]);
    expect((await auditOf(second)).at(-1)).toMatchObject({ action: 'customer.unlinked', origin: ORIGIN, details: { customerNumber, wasLast: true } });
    expect(await fixture.ask(listCustomerLinks, { accountId: second, sessionId: newId() })).toEqual({ items: [], nextCursor: null });
  });

  it('does not let two leave at once, each for the other’s sake', async () => {
    for (let n = 0; n < 5; n++) {
      const customerNumber = freshCustomerNumber();
      await fixture.contract(customerNumber);
      const accounts = [await fixture.connected(customerNumber), await fixture.connected(customerNumber)];
      const outcomes = await Promise.all(accounts.map((accountId) => told(fixture.disconnect(accountId, customerNumber, customerNumber))));
      expect(outcomes.sort()).toEqual(['done', 'last-administrator']);
    }
  }, 60_000);

  it('lets the account connect anew with a new code', async () => {
    const customerNumber = freshCustomerNumber();
    const accountId = await fixture.connected(customerNumber);
    await fixture.disconnect(accountId, customerNumber, customerNumber);
    await fixture.connected(customerNumber, accountId);
    const [first, second] = await fixture.facts(customerLinked, { accountId });
    expect(second!.data['linkId']).not.toBe(first!.data['linkId']);
  });
});

describe('the closing of an account', () => {
  it('ends all its links, and lets none be opened at the same moment', async () => {
    const numbers = Array.from({ length: 6 }, freshCustomerNumber);
    const accountId = newId();
    for (const number of numbers.slice(0, 3)) await fixture.connected(number, accountId);
    const late = await Promise.all(numbers.slice(3).map(async (number) => ({ number, code: (await fixture.ordered(number)).code })));
    await Promise.all([fixture.accountClosed(accountId), ...late.map(({ number, code }) => fixture.tries(accountId, number, code))]);
    await eventually(async () => {
      expect(await fixture.database.collection<{ _id: string; closedAt?: Date }>('accounts').findOne({ _id: accountId })).toMatchObject({ closedAt: expect.any(Date) });
      expect(await fixture.database.collection('customer-links').countDocuments({ accountId, isOpen: true })).toBe(0);
    });
    const [linked, unlinked] = [await fixture.facts(customerLinked, { accountId }), await fixture.facts(customerUnlinked, { accountId })];
    expect(unlinked.map(({ data }) => data['linkId']).sort()).toEqual(linked.map(({ data }) => data['linkId']).sort());
    for (const { data } of unlinked) expect(data['actor']).toEqual({ kind: 'OPERATOR' });
    expect(await fixture.tries(accountId, numbers[5]!, (await fixture.ordered(numbers[5]!)).code)).toBe('token-invalid');
  });
});
