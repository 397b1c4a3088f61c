import { describe, expect, it } from '@jest/globals';
import { sessionEnded } from '#libs/contracts';
import { ManualClock, newCall, newId } from '#libs/kernel';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { SessionTimes } from '../domain/session.js';
import { SessionEnder } from './session-ender.js';

async function setUp(count: number) {
  const clock = new ManualClock();
  const { sessions, transactions } = memoryStores();
  const ender = new SessionEnder(transactions, sessions, clock);
  const accountId = newId();
  const start = { accountId, role: 'MASTER_ADMINISTRATOR', contactDataRequired: false, device: 'd', ipPrefix: 'p' } as const;
  const opened = Array.from({ length: count }, () => new SessionTimes(1_000, 2_000, 0).start(start, clock.now()));
  for (const session of opened) await sessions.open(session);
  const told = () => transactions.facts.filter(({ type }) => type === sessionEnded.type).length;
  return { clock, sessions, transactions, ender, accountId, opened, told };
}

describe('ending sessions', () => {
  it('of thousands, all but one, goes batch by batch', async () => {
    const { clock, sessions, transactions, ender, accountId, opened, told } = await setUp(1_201);
    const kept = opened[0]!.id;
    expect(await ender.endOthers(accountId, kept, { ipPrefix: '192.0.2.0/24', device: 'Firefox' }, newCall(3_000))).toHaveLength(1_200);
    expect((await sessions.listAlive(accountId, clock.now(), { limit: 5 })).map(({ id }) => id)).toEqual([kept]);
    expect([told(), transactions.audits.length]).toEqual([1_200, 3]);
  });

  it('whose time is over says whether that was all', async () => {
    const { clock, ender, told } = await setUp(501);
    expect([await ender.endExpired(newCall(3_000)), told()]).toEqual([true, 0]);
    clock.advance(1_000);
    expect([await ender.endExpired(newCall(3_000)), await ender.endExpired(newCall(3_000)), told()]).toEqual([false, true, 501]);
  });
});
