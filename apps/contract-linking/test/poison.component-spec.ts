import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractProvisioned, welcomeLetterRequested } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { cliJson } from '../../cli/test/run-cli.js';
import { CrmFixture, freshNumbers } from './crm-fixture.js';

const PROVISIONED = contractProvisioned.type;
const LETTER = welcomeLetterRequested.type;
const crm = new CrmFixture();
beforeAll(() => crm.start());
afterAll(() => crm.stop());

const event = (changes: object) => JSON.stringify({ specversion: '1.0', id: newId(), source: 'crm', type: PROVISIONED, data: {}, ...changes });
const data = (changes: object = {}) => ({ accessNumber: '0228555555', customerNumber: '55555555', product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00Z', ...changes });
const address = { company: 'Muster GmbH', street: 'Münsterplatz', houseNumber: '1', postalCode: '53111', city: 'Bonn' };
const letter = (changes: object) => ({ customerNumber: '55555555', channel: 'LETTER', recipient: { salutation: 'MS', firstName: 'Anna', lastName: 'Muster', ...address }, locale: 'de', ...changes });
const soon = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

const POISON: [what: string, subject: string, payload: string | Uint8Array, reason: RegExp][] = [
  ['no JSON', PROVISIONED, '{"specversion":"1.0"', /unreadable/],
  ['no UTF-8', PROVISIONED, new Uint8Array([0x22, 0xff, 0xfe, 0x22]), /unreadable/],
  ['JSON, but no event', PROVISIONED, '[1,2,3]', /wrong-schema/],
  ['an event without id', PROVISIONED, event({ id: undefined, data: data() }), /wrong-schema.*id/],
  ['the type of another subject', PROVISIONED, event({ type: 'bsp.crm.other.v1', data: data() }), /wrong-schema/],
  ['no data', PROVISIONED, event({}), /wrong-schema.*accessNumber/],
  ['a number where a text belongs', PROVISIONED, event({ data: data({ accessNumber: 228555555 }) }), /wrong-schema.*accessNumber/],
  ['an operator of the database', PROVISIONED, event({ data: data({ accessNumber: { $gt: '' } }) }), /wrong-schema.*accessNumber/],
  ['an unknown product', PROVISIONED, event({ data: data({ product: 'FAX' }) }), /wrong-schema.*product/],
  ['a time more than five minutes ahead', PROVISIONED, event({ time: soon(6), data: data() }), /time-ahead/],
  ['an unknown type', 'bsp.crm.contract.painted.v1', event({ type: 'bsp.crm.contract.painted.v1' }), /unknown-type/],
  ['an e-mail without an address', LETTER, event({ type: LETTER, data: letter({ channel: 'EMAIL' }) }), /wrong-schema.*recipient\.email/],
  ['a letter on no known way', LETTER, event({ type: LETTER, data: letter({ channel: 'PIGEON' }) }), /wrong-schema.*channel/],
  ['900 KiB of nothing', PROVISIONED, 'x'.repeat(900 * 1024), /unreadable/],
];

describe('messages that cannot be handled', () => {
  it('go to the dead letters with the reason, byte for byte, and the good ones between them are applied', async () => {
    const good = POISON.map(() => freshNumbers());
    await crm.customer('55555555');
    for (const [index, [, subject, payload]] of POISON.entries()) {
      await crm.raw(subject, payload);
      await crm.provisioned(good[index]!.accessNumber, '55555555');
    }
    await eventually(() => expect(good.filter(({ accessNumber }) => crm.newsOf(accessNumber).join() === 'opened')).toHaveLength(POISON.length));
    const letters = await eventually(async () => {
      const found = await crm.letters.list({ service: 'contract-linking' });
      expect(found).toHaveLength(POISON.length);
      return found;
    });
    for (const [what, subject, payload, reason] of POISON) {
      const letter = letters.find((candidate) => candidate.subject === subject && candidate.size === Buffer.from(payload).length && reason.test(candidate.reason));
      expect([what, letter?.count]).toEqual([what, 1]);
      expect(Buffer.from((await crm.letters.show(letter!.sequence))!.body).equals(Buffer.from(payload))).toBe(true);
    }
    for (const { sequence } of letters) await crm.letters.discard(sequence);
  });

  it('do not hide facts that are another service’s business', async () => {
    const last = freshNumbers().accessNumber;
    await crm.raw('bsp.crm.sales-partner.onboarded.v1', event({ type: 'bsp.crm.sales-partner.onboarded.v1' }));
    await crm.provisioned(last, '55555555');
    await eventually(() => expect(crm.newsOf(last)).toEqual(['opened']));
    expect(await crm.letters.list()).toEqual([]);
  });

  it('for a while are tried again without holding up others, and can be replayed once the cause is gone', async () => {
    const [stuck, other] = [freshNumbers().accessNumber, freshNumbers().accessNumber];
    const contracts = crm.database.collection<{ _id: string; facts: unknown }>('contracts');
    await contracts.insertOne({ _id: stuck, facts: { not: 'a list' }, version: 0 } as never);
    await crm.provisioned(stuck, '55555555');
    await crm.provisioned(other, '55555555');
    await eventually(() => expect(crm.newsOf(other)).toEqual(['opened']));
    const [letter] = await eventually(async () => {
      const found = await cliJson<{ number: number; tries: number; reason: string }[]>(crm.servers.nats, 'dead-letters', 'list');
      expect(found).toHaveLength(1);
      return found;
    }, { within: 60_000, every: 1_000 });
    expect(letter).toMatchObject({ tries: 6, reason: expect.stringMatching(/^failed:/) });
    await contracts.deleteOne({ _id: stuck });
    await cliJson(crm.servers.nats, 'dead-letters', 'replay', String(letter!.number));
    await eventually(() => expect(crm.newsOf(stuck)).toEqual(['opened']));
    expect(await crm.letters.list()).toEqual([]);
  }, 90_000);
});
