import { newCall } from '#libs/kernel';
import { messageOf, rowOfDelivery, rowOfFact, writtenFact } from './outbox.schema.js';

const now = new Date('2026-03-01T10:00:00Z');
const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const delivery = { type: 'bsp.dlv.notification.activation-code', subject: 'acc-1', data: { locale: 'de' }, secret: 'a.b.c.d.e' };

describe('an outbox row', () => {
  it('carries a fact as a CloudEvent with the aggregate, its version as a string, and the trace', () => {
    const fact = writtenFact({ type: 'bsp.evt.identity.account.activated.v1', subject: 'acc-1', sequence: 7, data: { accountId: 'acc-1' } }, 'identity', now);
    const message = messageOf(rowOfFact(fact, newCall(1000, { correlationId: 'corr-1', traceparent })));
    expect(message).toEqual({ id: fact.id, subject: fact.type, payload: expect.any(String), headers: { 'bsp-correlation-id': 'corr-1', traceparent } });
    expect(JSON.parse(message!.payload)).toEqual({
      specversion: '1.0',
      id: fact.id,
      source: 'bsp/identity',
      type: 'bsp.evt.identity.account.activated.v1',
      time: '2026-03-01T10:00:00.000Z',
      subject: 'acc-1',
      sequence: '7',
      datacontenttype: 'application/json',
      traceparent,
      data: { accountId: 'acc-1' },
    });
  });

  it('keeps the secret of a delivery out of the stored event and adds it when it is published', () => {
    const row = rowOfDelivery(delivery, 'identity', now, newCall(1000));
    expect(row.payload).not.toContain('a.b.c.d.e');
    const event = JSON.parse(messageOf(row)!.payload);
    expect(event.id).toBe(row._id);
    expect(event.data).toEqual({ locale: 'de', secret: 'a.b.c.d.e' });
  });

  it('has nothing to publish once the secret of a delivery is wiped', () => {
    const { secret, ...wiped } = rowOfDelivery(delivery, 'identity', now, newCall(1000));
    expect(secret).toBeDefined();
    expect(messageOf(wiped)).toBeUndefined();
  });
});
