import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { customerCentreLinked, customerCentreUnlinked, customerLinked, customerUnlinked, listActivity } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2 }));
afterAll(() => identity.stop());

describe('links', () => {
  it('stand in the activity of their holder, each once, with who did it', async () => {
    const { username } = await identity.activated();
    const caller = callerOf(await identity.signIn(username));
    const [self, link] = [{ kind: 'SELF', accountId: caller.accountId }, { accountId: caller.accountId, linkId: newId(), version: 1 }];
    const number = { ...link, customerNumber: '4711000', accessNumbers: ['030471100'] };
    const centre = { ...link, linkId: newId(), accessNumber: '030471100', product: 'SIP_TRUNK', saveId: newId() };
    const facts = [
      [customerLinked, { ...number, actor: self, others: [newId()] }], [customerCentreLinked, { ...centre, actor: self }],
      [customerCentreUnlinked, { ...centre, actor: { kind: 'CRM' } }], [customerUnlinked, { ...number, actor: self }],
    ] as const;
    for (const [contract, data] of facts) {
      const id = newId();
      for (let n = 0; n < 2; n++) await identity.contractFact(contract.type, data.linkId, 1, data, id);
    }
    const shown = (type: string, details: object, kind = 'SELF') => ({ at: expect.any(String), type, actor: { kind }, origin: null, details });
    const expected = [
      shown('CUSTOMER_NUMBER_CONNECTED', { customerNumber: '4711000' }), shown('CUSTOMER_CENTRE_LINKED', { accessNumbers: ['030471100'] }),
      shown('CUSTOMER_CENTRE_UNLINKED', { accessNumbers: ['030471100'] }, 'CRM'), shown('CUSTOMER_NUMBER_DISCONNECTED', { customerNumber: '4711000' }),
    ];
    await eventually(async () => {
      const { items } = await identity.ask(listActivity, caller);
      const links = items.filter(({ type }) => type.startsWith('CUSTOMER_'));
      expect(links).toHaveLength(4);
      expect(links).toEqual(expect.arrayContaining(expected));
    });
  });
});
