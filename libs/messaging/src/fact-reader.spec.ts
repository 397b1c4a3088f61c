import { describe, expect, it } from '@jest/globals';
import { contractProvisioned, DeliveryData } from '#libs/contracts';
import fc from 'fast-check';
import { readFact, type ReadableContract } from './fact-reader.js';

const arrived = new Date('2026-05-01T12:00:00Z');
const type = contractProvisioned.type;
const data = { accessNumber: '4711001', customerNumber: '123456', product: 'SIP_TRUNK', validFrom: '2026-04-01T00:00:00+02:00' };
const event = { specversion: '1.0', id: 'e1', source: 'crm', type, data };
const read = (message: unknown, subject = type, contract: ReadableContract = contractProvisioned as ReadableContract) =>
  readFact(subject, new TextEncoder().encode(JSON.stringify(message)), { now: arrived, first: arrived }, (asked) => (asked === contract.type ? contract : undefined));

describe('A fact', () => {
  it('without a time happened when it arrived, and speaks of what its contract names', () => {
    expect(read(event)).toMatchObject({ key: '4711001', fact: { id: 'e1', time: arrived, subject: '4711001', data } });
  });

  it('that is replayed without a time happened when the original arrived, and never beats what came since', () => {
    const now = new Date('2026-05-09T12:00:00Z');
    const reading = readFact(type, new TextEncoder().encode(JSON.stringify(event)), { now, first: arrived }, () => contractProvisioned as ReadableContract);
    expect(reading).toMatchObject({ fact: { time: arrived } });
  });

  it('keeps its own time, version and trace', () => {
    const fact = { ...event, time: '2026-05-01T14:00:00+02:00', sequence: '12', traceparent: '00-a-b-01' };
    expect(read(fact)).toMatchObject({ fact: { time: arrived, sequence: 12, traceparent: '00-a-b-01' } });
  });

  it('loses fields that its contract does not know', () => {
    const reading = read({ ...event, extra: 1, data: { ...data, extra: 1 } });
    expect(reading).toMatchObject({ fact: { data } });
    expect(JSON.stringify(reading)).not.toContain('extra');
  });

  it('without a key of its contract is kept in order by its subject, else stands alone', () => {
    const delivery = { type: 'bsp.dlv.notification.x', data: DeliveryData };
    const message = { ...event, type: delivery.type, data: { locale: 'de', secret: 'x' } };
    expect(read({ ...message, subject: 'account-1' }, delivery.type, delivery)).toMatchObject({ key: 'account-1' });
    expect(read(message, delivery.type, delivery)).toMatchObject({ key: 'e1' });
  });

  it.each([
    ['unknown-type', event, 'bsp.crm.unheard-of.v1'],
    ['wrong-schema', { ...event, type: 'bsp.crm.other.v1' }, type],
    ['wrong-schema', { ...event, data: { ...data, product: 'GOLD' } }, type],
    ['time-ahead', { ...event, time: '2026-05-01T12:05:01Z' }, type],
  ])('is %s', (fault, message, subject) => {
    expect(read(message, subject)).toMatchObject({ fault });
  });

  it.each([{ time: null, subject: null }, { datacontenttype: 'application/json; charset=utf-8' }, { sequence: 'S-12', traceparent: 'x'.repeat(100) }, { id: 'ä b' }])('may say what CloudEvents allow: %j', (attributes) => {
    expect(read({ ...event, ...attributes })).toMatchObject({ fact: { data } });
  });

  it('is allowed five minutes ahead of our clock', () => {
    expect(read({ ...event, time: '2026-05-01T12:05:00Z' })).toHaveProperty('fact');
  });

  it('is read from any bytes without an exception', () => {
    const any = (bytes: Uint8Array) => readFact(type, bytes, { now: arrived, first: arrived }, () => contractProvisioned as ReadableContract);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => 'fault' in any(bytes)));
    fc.assert(fc.property(fc.json(), (text) => 'fault' in any(new TextEncoder().encode(text))));
  });
});
