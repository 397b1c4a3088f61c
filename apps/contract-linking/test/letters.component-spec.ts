import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { letterChanged, listLetters, messageFailed, messageSent, oneTimePasswordIssued, reissueLetter, supportListLetters, supportReissueLetter, verifyAudit } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { AUDIT, OUTBOX, type OutboxRow, type StoredAuditRow } from '#libs/persistence';
import { eventually, patiently } from '#libs/testing';
import type { LetterDocument } from '../src/storage/letter.schema.js';
import { freshCustomerNumber, LinkingFixture, ORIGIN, RECIPIENT } from './linking-fixture.js';

const fixture = new LinkingFixture();
beforeAll(() => fixture.start());
afterAll(async () => {
  const faults = await auditFaults().finally(() => fixture.stop());
  expect(faults).toEqual([]);
});

const DAY = 24 * 3_600_000;
const REASON = 'Anruf der Kundin, Brief verloren';
const at = (minute: number) => new Date(Date.UTC(2026, 0, 10, 8, minute)).toISOString();
const letters = () => fixture.database.collection<LetterDocument>('letters');
const lettersOf = (customerNumber: string) => letters().find({ customerNumber }).sort({ _id: 1 }).toArray();
const statesOf = async (customerNumber: string) => (await lettersOf(customerNumber)).map(({ state }) => state);
const auditOf = (customerNumber: string) => fixture.database.collection<StoredAuditRow>(AUDIT).find({ about: `customer ${customerNumber}` }).sort({ number: 1 }).toArray();
const secretOf = async (causeId: string) => (await fixture.database.collection<OutboxRow>(OUTBOX).findOne({ _id: causeId }))?.secret;
/** The newest request may be handled first: the others are still to come then. */
const allHandled = () => eventually(async () => expect(await fixture.crm.unhandledFacts()).toBe(0), { within: 30_000 });

/** In all that the tests here have left, rows about customer numbers included. */
async function auditFaults(): Promise<object[]> {
  const faults: object[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const step = await fixture.ask(verifyAudit['contract-linking'], { limit: 40, ...(cursor && { cursor }) });
    faults.push(...step.faults);
    cursor = step.nextCursor;
  }
  return faults;
}

const agent = () => ({ accountId: newId(), sessionId: newId(), origin: ORIGIN });

describe('a welcome letter', () => {
  it('is made for a number of which nothing is known, and told; its code stands in nothing that is stored or published', async () => {
    const customerNumber = freshCustomerNumber();
    const { letterId, code, recipient, channel, issuedAt, expiresAt } = await fixture.ordered(customerNumber, { channel: 'EMAIL' });
    expect([code, channel, recipient]).toEqual([expect.stringMatching(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/), 'EMAIL', RECIPIENT]);
    expect(new Date(expiresAt).getTime() - new Date(issuedAt).getTime()).toBe(10 * DAY);
    const told = { actor: { kind: 'CRM' }, letterId, customerNumber };
    expect(await fixture.facts(oneTimePasswordIssued, { letterId })).toEqual([{ sequence: 1, data: { ...told, channel: 'EMAIL', locale: 'de', expiresAt } }]);
    expect(await fixture.facts(letterChanged, { letterId })).toEqual([{ sequence: 2, data: { ...told, state: 'ORDERED' } }]);
    expect(await auditOf(customerNumber)).toMatchObject([{ number: 1, action: 'letter.ordered', actor: { kind: 'CRM' }, details: { letterId, channel: 'EMAIL', expiresAt, replaced: [] } }]);
    const everything = await Promise.all(['letters', 'letter-requests', 'audit', 'outbox'].map((name) => fixture.database.collection(name).find().toArray()));
    for (const spelling of [code, code.replaceAll('-', '')]) expect(JSON.stringify(everything)).not.toContain(spelling);
  });

  it('is open alone, that of the newest request, in whatever order and however often the requests come', async () => {
    const requests = [0, 1, 2, 3].map((n) => ({ time: at(n), city: `City ${n}` }));
    const orders = [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1, 0, 2], [1, 3, 3, 0, 2, 1]];
    const ends = await Promise.all(orders.map(async (order) => {
      const customerNumber = freshCustomerNumber();
      for (const n of order) await fixture.order(customerNumber, { id: `${customerNumber}-${n}`, time: requests[n]!.time, recipient: { ...RECIPIENT, city: requests[n]!.city } });
      await allHandled();
      const request = await fixture.database.collection<{ _id: string; recipient: { city: string } }>('letter-requests').findOne({ _id: customerNumber });
      const open = (await lettersOf(customerNumber)).filter(({ state }) => state === 'ORDERED');
      const sent = (await fixture.sent(customerNumber)).find(({ letterId }) => letterId === open[0]?._id);
      return [request?.recipient.city, open.length, sent?.recipient.city];
    }));
    for (const end of ends) expect(end).toEqual(['City 3', 1, 'City 3']);
  });

  it('is not made twice for a request that comes twice, nor for one that is late', async () => {
    const customerNumber = freshCustomerNumber();
    await fixture.ordered(customerNumber, { id: `${customerNumber}-b`, time: at(5) });
    for (const [id, time] of [['b', at(5)], ['a', at(5)], ['z', at(4)]] as const) await fixture.order(customerNumber, { id: `${customerNumber}-${id}`, time });
    await fixture.ordered(customerNumber, { id: `${customerNumber}-c`, time: at(5) });
    expect(await statesOf(customerNumber)).toEqual(['REPLACED', 'ORDERED']);
  });

  it('is open alone when twenty requests come at once through two instances', async () => {
    const customerNumber = freshCustomerNumber();
    await Promise.all(Array.from({ length: 20 }, (_, n) => fixture.order(customerNumber, { time: at(n) })));
    await allHandled();
    const claimed = await fixture.database.collection<{ _id: string; stamp: { time: Date } }>('letter-requests').findOne({ _id: customerNumber });
    expect(claimed?.stamp.time).toEqual(new Date(at(19)));
    expect((await statesOf(customerNumber)).filter((state) => state === 'ORDERED')).toHaveLength(1);
    const rows = await auditOf(customerNumber);
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  }, 60_000);

  it('is dispatched when notification says so, and its secret is wiped; when it was given up, it is wiped as well', async () => {
    const [sent, lost] = [await fixture.ordered(freshCustomerNumber()), await fixture.ordered(freshCustomerNumber())];
    await fixture.reported(messageSent, lost.causeId, { messageType: 'activation-code' });
    for (let n = 0; n < 2; n++) await fixture.reported(messageSent, sent.causeId, { time: at(7 + n) });
    await fixture.reported(messageFailed, lost.causeId);
    await eventually(async () => expect([await secretOf(sent.causeId), await secretOf(lost.causeId)]).toEqual([undefined, undefined]));
    expect(await letters().find({ _id: { $in: [sent.letterId, lost.letterId] } }).sort({ _id: 1 }).toArray()).toMatchObject([{ state: 'DISPATCHED', dispatchedAt: new Date(at(7)), version: 3 }, { state: 'ORDERED', version: 2 }]);
    expect(await fixture.facts(letterChanged, { letterId: sent.letterId })).toMatchObject([{ sequence: 2, data: { state: 'ORDERED' } }, { sequence: 3, data: { state: 'DISPATCHED', actor: { kind: 'SYSTEM' } } }]);
  });

  it('expires by itself: at once for whoever looks, and a sweep tells of it', async () => {
    const customerNumber = freshCustomerNumber();
    const { letterId, code } = await fixture.ordered(customerNumber);
    await letters().updateOne({ _id: letterId }, { $set: { expiresAt: new Date() } });
    const { items } = await fixture.ask(listLetters, { customerNumber, reason: REASON });
    expect(items).toMatchObject([{ letterId, state: 'EXPIRED' }]);
    expect(await fixture.tries(newId(), customerNumber, code)).toBe('code-expired');
    await eventually(async () => expect(await fixture.facts(letterChanged, { letterId })).toMatchObject([{}, { sequence: 3, data: { state: 'EXPIRED', actor: { kind: 'SYSTEM' } } }]), { within: 15_000 });
    expect(await statesOf(customerNumber)).toEqual(['EXPIRED']);
  });
});

describe('the hotline and operators', () => {
  it('re-issue only to the recipient of the CRM’s last request, and every act is on the record', async () => {
    const customerNumber = freshCustomerNumber();
    const caller = agent();
    const { email: _email, ...byPost } = RECIPIENT;
    const reissue = (channel: 'EMAIL' | 'LETTER') => fixture.ask(supportReissueLetter, { ...caller, customerNumber, channel, reason: REASON });
    await expect(reissue('LETTER')).rejects.toMatchObject({ code: 'no-recipient-known' });
    const first = await fixture.ordered(customerNumber, { recipient: { ...byPost, city: 'Köln' } });
    await expect(reissue('EMAIL')).rejects.toMatchObject({ code: 'no-recipient-known' });
    const { letterId, expiresAt } = await reissue('LETTER');
    const sent = (await fixture.sent(customerNumber)).at(-1)!;
    expect([sent.letterId, sent.expiresAt, sent.recipient, sent.code === first.code]).toEqual([letterId, expiresAt, { ...byPost, city: 'Köln' }, false]);
    expect(await statesOf(customerNumber)).toEqual(['REPLACED', 'ORDERED']);
    const byOperator = await fixture.ask(reissueLetter, { customerNumber, channel: 'LETTER', reason: REASON });
    await fixture.ask(supportListLetters, { ...caller, customerNumber, reason: REASON });
    const actor = { kind: 'SUPPORT', accountId: caller.accountId };
    expect(await auditOf(customerNumber)).toMatchObject([
      { action: 'support.refused', actor, origin: ORIGIN, details: { reason: REASON, act: 'letter-reissued', code: 'no-recipient-known' } },
      { action: 'letter.ordered' },
      { action: 'support.refused', actor },
      { action: 'support.letter-reissued', actor, origin: ORIGIN, details: { reason: REASON, letterId, channel: 'LETTER', replaced: [first.letterId] } },
      { action: 'operator.letter-reissued', actor: { kind: 'OPERATOR' }, details: { reason: REASON, letterId: byOperator.letterId } },
      { action: 'support.letters-listed', actor, details: { reason: REASON } },
    ]);
    expect(await fixture.tries(newId(), customerNumber, sent.code)).toBe('code-expired');
  });

  it('re-issue ten times an hour for one number, over all of them together and also at once', async () => {
    const customerNumber = freshCustomerNumber();
    await fixture.ordered(customerNumber);
    const told = await Promise.all(Array.from({ length: 13 }, () => patiently(() => fixture.refusal(supportReissueLetter, { ...agent(), customerNumber, channel: 'LETTER', reason: REASON }))));
    expect(told.filter((error) => error === undefined)).toHaveLength(10);
    for (const error of told.flatMap((one) => one ?? [])) expect(error).toMatchObject({ code: 'too-many-attempts', params: { retryAfter: expect.any(Number) } });
    await expect(fixture.ask(reissueLetter, { customerNumber, channel: 'LETTER', reason: REASON })).rejects.toMatchObject({ code: 'too-many-attempts' });
    await fixture.ordered(customerNumber);
    expect(await statesOf(customerNumber)).toEqual([...Array<string>(11).fill('REPLACED'), 'ORDERED']);
  }, 60_000);

  it('list letters newest first, page by page, without code and address', async () => {
    const customerNumber = freshCustomerNumber();
    const ids = [];
    for (let n = 0; n < 3; n++) ids.unshift((await fixture.ordered(customerNumber, { time: at(n) })).letterId);
    const list = (page: { limit: number; cursor?: string }) => fixture.ask(supportListLetters, { ...agent(), customerNumber, reason: REASON, ...page });
    const first = await list({ limit: 2 });
    expect([first.items.map(({ letterId, state }) => [letterId, state]), first.nextCursor]).toEqual([[[ids[0], 'ORDERED'], [ids[1], 'REPLACED']], expect.any(String)]);
    expect(Object.keys(first.items[0]!).sort()).toEqual(['channel', 'dispatchedAt', 'expiresAt', 'issuedAt', 'letterId', 'state']);
    expect(await list({ limit: 2, cursor: first.nextCursor! })).toMatchObject({ items: [{ letterId: ids[2] }], nextCursor: null });
    await expect(list({ limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'validation-failed' });
  });
});
