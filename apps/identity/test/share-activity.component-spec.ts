import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataOf, fact, listActivity, sharesChanged } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
let publish: (data: DataOf<typeof sharesChanged>, id?: string) => Promise<unknown>;
beforeAll(async () => {
  await identity.start({ instances: 2 });
  const { js } = await identity.link('entitlements');
  publish = (data, id = newId()) => {
    const { type, subject } = fact(sharesChanged, 1, data);
    const event = { specversion: '1.0', id, source: 'bsp/entitlements', type, subject, sequence: '1', time: new Date().toISOString(), data };
    return js.publish(type, JSON.stringify(event), { msgID: newId() });
  };
});
afterAll(() => identity.stop());

const TYPES = ['RIGHTS_GRANTED', 'RIGHTS_REVOKED', 'TRANSFER_SAVED', 'ASSIGNMENT_SAVED'];
const signedIn = async () => callerOf(await identity.signIn((await identity.activated()).username));
const sharesOf = async (caller: Awaited<ReturnType<typeof signedIn>>) => (await identity.ask(listActivity, { ...caller, limit: 200 })).items.filter(({ type }) => TYPES.includes(type));
const none = { count: 0, accessNumbers: [] };

describe('shared rights', () => {
  it('stand in the activity of receiver and giver, once each, however often the fact comes', async () => {
    const [giver, receiver] = [await signedIn(), await signedIn()];
    const actor = { kind: 'SELF' as const, accountId: giver.accountId };
    const granted = { count: 60, accessNumbers: Array.from({ length: 50 }, (_, n) => `0304711${100 + n}`) };
    const data = { saveId: newId(), actor, accountId: receiver.accountId, fromAccountId: giver.accountId, via: 'TRANSFER' as const, granted, revoked: none, cause: 'transfer.saved' };
    const id = newId();
    for (let n = 0; n < 3; n++) await publish(data, id);
    const details = { grantedCount: 60, grantedAccessNumbers: granted.accessNumbers, revokedCount: 0 };
    const at = expect.any(String);
    await eventually(async () => expect([await sharesOf(receiver), await sharesOf(giver)]).toEqual([
      [{ at, type: 'RIGHTS_GRANTED', actor: { kind: 'MASTER' }, origin: null, details: { via: 'TRANSFER', ...details } }],
      [{ at, type: 'TRANSFER_SAVED', actor: { kind: 'SELF' }, origin: null, details }],
    ]));
  });

  it('of a hundred receivers who lose them at once are a row for each', async () => {
    const [giver, receivers] = [await signedIn(), Array.from({ length: 100 }, () => newId())];
    const actor = { kind: 'MASTER' as const, accountId: giver.accountId };
    const shared = { saveId: newId(), actor, fromAccountId: giver.accountId, via: 'ASSIGNMENT' as const, granted: none, revoked: { count: 1, accessNumbers: ['030471100'] }, cause: 'assignment.saved' };
    await Promise.all(receivers.map((accountId) => publish({ ...shared, accountId })));
    await eventually(async () => {
      const rows = await sharesOf(giver);
      expect(rows.map(({ details }) => details.subAdministratorId).sort()).toEqual([...receivers].sort());
      expect(await identity.database.collection('audit').countDocuments({ action: 'rights.revoked', accountId: { $in: receivers } })).toBe(100);
    });
  });
});
