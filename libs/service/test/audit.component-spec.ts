import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listAudit, verifyAudit } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { AuditedService } from './audited-service.js';

const log = new AuditedService();
beforeAll(() => log.start());
afterAll(() => log.stop());

describe('the audit log of a service', () => {
  let account: string;

  beforeEach(async () => {
    [account] = await log.fill();
  });

  it('has no fault before anything was written', async () => {
    await log.empty();
    expect(await log.faults()).toEqual([]);
    expect(await log.ask(verifyAudit.entitlements, {})).toMatchObject({ head: null, rows: 0, seals: 0 });
  });

  it('has no fault while it is written to', async () => {
    const writing = Promise.all(Array.from({ length: 30 }, () => log.audited(newId(), undefined).catch(() => undefined)));
    for (let n = 0; n < 5; n++) expect(await log.faults()).toEqual([]);
    await writing;
  });

  it('shows operators who did what, newest first, and that it is sealed', async () => {
    const { items, nextCursor } = await log.ask(listAudit.entitlements, { accountId: account, limit: 2 });
    expect(items[0]).toEqual({
      id: expect.any(String), at: expect.any(String), action: 'thing.done', actor: { kind: 'SYSTEM' }, accountId: account, number: 3, origin: null,
      details: { reason: 'because' }, correlationId: expect.any(String), sealed: true,
    });
    expect([items.map(({ number }) => number), nextCursor]).toEqual([[3, 2], '2']);
    expect((await log.ask(listAudit.entitlements, {})).items).toHaveLength(6);
  });

  it('is no business of the gateway, nor of other services', async () => {
    for (const user of ['gateway', 'identity']) {
      const theirs = (await log.busOf(user)).ask(listAudit.entitlements, {}, newCall(500));
      await expect(theirs).rejects.toMatchObject({ code: 'service-unavailable' });
    }
  });

  it('refuses a cursor that is none', async () => {
    for (const cursor of ['chain', 'chain:x', 'rest:1', '']) {
      const answer = log.ask(verifyAudit.entitlements, { cursor }).then(() => 'accepted', ({ code }: { code: string }) => code);
      expect(await answer).toBe(cursor === '' ? 'accepted' : 'validation-failed');
    }
  });
});
