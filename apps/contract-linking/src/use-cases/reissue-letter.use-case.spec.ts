import { describe, expect, it } from '@jest/globals';
import { call, memoryLinking, newestMail, ordered, ORIGIN, RECIPIENT } from '../../test/memory/memory-linking.js';

const NUMBER = '1000000';
const REASON = 'Anruf der Kundin, Brief verloren';
const AGENT = { kind: 'SUPPORT', accountId: '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d', origin: ORIGIN } as const;
const OPERATOR = { kind: 'OPERATOR' } as const;
const request = { customerNumber: NUMBER, channel: 'LETTER' as 'LETTER' | 'EMAIL', reason: REASON };

describe('re-issuing a letter', () => {
  it('goes to the recipient of the CRM’s last request, in their language, and ends the older one', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER, { recipient: { ...RECIPIENT, city: 'Köln' } });
    const first = newestMail(linking);
    linking.clock.advance(60_000);
    const { letterId, expiresAt } = await linking.reissue.execute(request, AGENT, call());
    const mail = newestMail(linking);
    expect([mail.letterId, mail.recipient.city, mail.code === first.code]).toEqual([letterId, 'Köln', false]);
    expect(linking.stores.database.letters.get(first.letterId)!.state).toBe('REPLACED');
    expect(linking.stores.transactions.deliveries.at(-1)!.data).toMatchObject({ locale: 'de', expiresAt });
    const actor = { kind: 'SUPPORT', accountId: AGENT.accountId };
    expect(linking.stores.transactions.facts.slice(2)).toMatchObject([{ data: { state: 'REPLACED', actor } }, { sequence: 1, data: { letterId, actor } }, { data: { letterId, state: 'ORDERED', actor } }]);
    expect(linking.stores.transactions.audits.at(-1)).toEqual({
      action: 'support.letter-reissued', actor, about: `customer ${NUMBER}`, origin: ORIGIN, details: { reason: REASON, customerNumber: NUMBER, letterId, channel: 'LETTER', expiresAt, replaced: [first.letterId] },
    });
  });

  it('is refused, on the record, where nobody is known, or no e-mail address', async () => {
    const linking = memoryLinking();
    await expect(linking.reissue.execute(request, AGENT, call())).rejects.toMatchObject({ code: 'no-recipient-known' });
    const { email: _email, ...recipient } = RECIPIENT;
    await ordered(linking, NUMBER, { recipient });
    await expect(linking.reissue.execute({ ...request, channel: 'EMAIL' }, OPERATOR, call())).rejects.toMatchObject({ code: 'no-recipient-known' });
    await linking.reissue.execute(request, OPERATOR, call());
    expect(linking.stores.transactions.audits.map(({ action, details }) => [action, details?.['code']])).toEqual([
      ['support.refused', 'no-recipient-known'], ['letter.ordered', undefined], ['operator.refused', 'no-recipient-known'], ['operator.letter-reissued', undefined],
    ]);
  });

  it('happens ten times an hour and twenty times a day per customer number, however often the CRM orders', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER);
    await ordered(linking, '2000000');
    for (let n = 0; n < 10; n++) await linking.reissue.execute(request, AGENT, call());
    await expect(linking.reissue.execute(request, OPERATOR, call())).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_600 } });
    await ordered(linking, NUMBER);
    await linking.reissue.execute({ ...request, customerNumber: '2000000' }, AGENT, call());
    linking.clock.advance(3_600_000);
    for (let n = 0; n < 10; n++) await linking.reissue.execute(request, AGENT, call());
    linking.clock.advance(3_600_000);
    await expect(linking.reissue.execute(request, AGENT, call())).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 22 * 3_600 } });
  });

  it('is listed with all others, newest first, without code and address', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER);
    const older = newestMail(linking).letterId;
    linking.clock.advance(1_000);
    const { letterId, expiresAt } = await linking.reissue.execute(request, AGENT, call());
    await linking.recordDispatch.execute(newestMail(linking).causeId, linking.clock.now(), call());
    const first = await linking.list.execute({ customerNumber: NUMBER, reason: REASON, limit: 1 }, AGENT, call());
    const issuedAt = linking.clock.now().toISOString();
    expect(first).toEqual({ items: [{ letterId, channel: 'LETTER', state: 'DISPATCHED', issuedAt, dispatchedAt: issuedAt, expiresAt }], nextCursor: expect.any(String) });
    const second = await linking.list.execute({ customerNumber: NUMBER, reason: REASON, limit: 1, cursor: first.nextCursor! }, OPERATOR, call());
    expect(second).toMatchObject({ items: [{ letterId: older, state: 'REPLACED', dispatchedAt: null }], nextCursor: null });
    expect(linking.stores.transactions.audits.slice(-2).map(({ action, details }) => [action, details])).toEqual([
      ['support.letters-listed', { reason: REASON, customerNumber: NUMBER }], ['operator.letters-listed', { reason: REASON, customerNumber: NUMBER }],
    ]);
    await expect(linking.list.execute({ customerNumber: NUMBER, reason: REASON, limit: 1, cursor: 'x' }, AGENT, call())).rejects.toMatchObject({ code: 'validation-failed', errors: [{ field: 'cursor', rule: 'format' }] });
  });
});
