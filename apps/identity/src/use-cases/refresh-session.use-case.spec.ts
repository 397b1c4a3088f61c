import { describe, expect, it } from '@jest/globals';
import { sessionEnded } from '#libs/contracts';
import { deriveKey, ManualClock, newCall, newId } from '#libs/kernel';
import { ORIGIN } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { RefreshTokens } from '../domain/refresh-token.js';
import { SessionTimes } from '../domain/session.js';
import { RefreshSessionUseCase } from './refresh-session.use-case.js';
import { SessionEnder } from './session-ender.js';

async function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const tokens = new RefreshTokens(deriveKey('secret', 'refresh'));
  const times = new SessionTimes(7_200_000, 43_200_000, 10_000);
  const useCase = new RefreshSessionUseCase(tokens, stores.sessions, times, new SessionEnder(stores.transactions, stores.sessions, clock), clock);
  const session = times.start({ accountId: newId(), role: 'MASTER_ADMINISTRATOR', contactDataRequired: false, ...ORIGIN }, clock.now());
  await stores.sessions.open(session);
  const refresh = async (refreshToken: string) => (await useCase.execute({ refreshToken, origin: ORIGIN }, newCall(3_000))).refreshToken;
  return { clock, stores, refresh, first: tokens.issue(session.id, 1), session, tokens };
}

describe('a refresh', () => {
  it('writes nothing but the session', async () => {
    const { stores, refresh, first } = await setUp();
    await refresh(first);
    expect([stores.transactions.facts, stores.transactions.audits]).toEqual([[], []]);
  });

  it('gives a lost answer again within the grace, to its edge', async () => {
    const { clock, stores, refresh, first } = await setUp();
    const second = await refresh(first);
    clock.advance(10_000);
    expect(await refresh(first)).toBe(second);
    clock.advance(1);
    await expect(refresh(first)).rejects.toThrow('token-invalid');
    expect(stores.transactions.facts).toMatchObject([{ type: sessionEnded.type, data: { reason: 'REUSE' } }]);
  });

  it('ends the session when a token comes back whose successor was used, within the grace, too', async () => {
    const { stores, refresh, first, session } = await setUp();
    const third = await refresh(await refresh(first));
    await expect(refresh(first)).rejects.toThrow('token-invalid');
    await expect(refresh(third)).rejects.toThrow('token-invalid');
    expect(await stores.sessions.find(session.id)).toMatchObject({ endReason: 'REUSE' });
    expect(stores.transactions.facts).toHaveLength(1);
  });

  it('of a session that idled, ended or never was is refused without a word', async () => {
    const { clock, stores, refresh, first, tokens } = await setUp();
    await expect(refresh(tokens.issue(newId(), 1))).rejects.toThrow('token-invalid');
    await expect(refresh('x')).rejects.toThrow('token-invalid');
    clock.advance(7_200_000);
    await expect(refresh(first)).rejects.toThrow('token-invalid');
    expect(stores.transactions.facts).toEqual([]);
  });
});
