import { expect, it } from '@jest/globals';
import { newCall, newId } from '#libs/kernel';
import type { IdentityStores } from './identity-stores.js';

/** What every store of activities does. */
export function activityStoreSuite(stores: () => IdentityStores): void {
  const origin = { ipPrefix: '192.0.2.0/24', device: 'Firefox' };
  const audited = (accountId: string, ...actions: string[]) =>
    stores().transactions.run(newCall(5_000), async (tx) => actions.forEach((action) => tx.audit({ action, accountId, actor: { kind: 'SELF', accountId }, origin, details: { reason: action } })));

  it('lists what happened to one account newest first, only the actions asked for, page by page', async () => {
    const [mine, other] = [newId(), newId()];
    await audited(mine, 'a', 'hidden', 'b');
    await audited(other, 'a');
    await audited(mine, 'c');
    const list = async (page: { limit: number; before?: number }) => (await stores().activity.listOf(mine, { ...page, actions: ['a', 'b', 'c'] })).map(({ number, action }) => `${number} ${action}`);
    expect(await list({ limit: 9 })).toEqual(['4 c', '3 b', '1 a']);
    expect(await list({ limit: 1 })).toEqual(['4 c']);
    expect(await list({ limit: 9, before: 3 })).toEqual(['1 a']);
    expect(await list({ limit: 9, before: 1 })).toEqual([]);
  });

  it('says who it was, from where, and with which details', async () => {
    const accountId = newId();
    await audited(accountId, 'a');
    expect(await stores().activity.listOf(accountId, { limit: 1, actions: ['a'] })).toEqual([
      { number: 1, at: expect.any(Date), action: 'a', actor: { kind: 'SELF', accountId }, origin, details: { reason: 'a' } },
    ]);
  });
}
