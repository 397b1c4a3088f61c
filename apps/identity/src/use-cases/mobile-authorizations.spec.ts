import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mobileAuthorizationChanged } from '#libs/contracts';
import { ManualClock, newCall } from '#libs/kernel';
import { aForm, freshCustomerNumber, freshEmail } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { invitedMaster, type AccountStatus } from '../domain/account.js';
import { MobileAuthorizations } from './mobile-authorizations.js';
import { RecordMobileAuthorizationUseCase } from './record-mobile-authorization.use-case.js';

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const authorizations = new MobileAuthorizations(stores.mobile, stores.accounts);
  const useCase = new RecordMobileAuthorizationUseCase(stores.transactions, authorizations);
  const start = clock.now().getTime();
  const [email, customerNumber] = [freshEmail(), freshCustomerNumber()];
  let last = 0;
  const hear = (granted: boolean, second: number, id = `fact-${++last}`) =>
    useCase.execute({ customerNumber, email, granted, stamp: { time: new Date(start + second * 1_000), id } }, newCall(3_000));
  const master = (status: AccountStatus = 'ACTIVE', address = email) => stores.accounts.put({ ...invitedMaster(aForm({ email: address }), clock.now()), status });
  const bindWaiting = (id: string) => stores.transactions.run(newCall(3_000), async (tx) => authorizations.bindWaiting((await stores.accounts.find(id))!, tx));
  const told = () => stores.transactions.facts.filter(({ type }) => type === mobileAuthorizationChanged.type).map(({ sequence, data }) => ({ ...(data as { accountId: string; granted: boolean }), sequence }));
  const holder = async () => (await stores.mobile.find(customerNumber, email))?.accountId;
  return { stores, hear, master, bindWaiting, told, holder };
}

describe('a mobile authorization', () => {
  it.each(['INVITED', 'ACTIVE', 'LOCKED'] as const)('binds at once to an %s master with its address', async (status) => {
    const { hear, master, told } = setUp();
    const { id, version } = master(status);
    await hear(true, 0);
    expect(told()).toMatchObject([{ accountId: id, granted: true, sequence: version + 1 }]);
  });

  it('waits for a master with its address, and is bound once', async () => {
    const { hear, master, bindWaiting, told } = setUp();
    master('CLOSED');
    await hear(true, 0);
    expect(told()).toEqual([]);
    const { id } = master();
    await bindWaiting(id);
    await bindWaiting(id);
    expect(told()).toMatchObject([{ accountId: id, granted: true }]);
  });

  it('that was revoked waits for nobody', async () => {
    const { hear, master, bindWaiting, told } = setUp();
    await hear(true, 0);
    await hear(false, 1);
    await bindWaiting(master().id);
    expect(told()).toEqual([]);
  });

  it('stays with its account when that one changes its address, and goes when it is revoked', async () => {
    const { stores, hear, master, bindWaiting, told, holder } = setUp();
    const first = master();
    await hear(true, 0);
    stores.accounts.put({ ...(await stores.accounts.find(first.id))!, email: freshEmail() });
    const second = master();
    await bindWaiting(second.id);
    await hear(true, 1);
    expect([await holder(), told().length]).toEqual([first.id, 1]);
    await hear(false, 2);
    expect(told()[1]).toMatchObject({ accountId: first.id, granted: false });
    await hear(true, 3);
    expect([await holder(), told()[2]?.accountId]).toEqual([second.id, second.id]);
  });

  it('of a closed account goes to whoever has its address next', async () => {
    const { stores, hear, master, bindWaiting, holder } = setUp();
    const first = master();
    await hear(true, 0);
    stores.accounts.put({ ...(await stores.accounts.find(first.id))!, status: 'CLOSED' });
    const second = master();
    await bindWaiting(second.id);
    expect(await holder()).toBe(second.id);
  });

  it('ends as the latest fact says, whatever the order of facts and of the account, with each change told once', async () => {
    const steps = [{ granted: true, second: 0 }, { granted: false, second: 1 }, { granted: true, second: 2 }, 'account'] as const;
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...steps, ...steps.slice(0, 3)], { minLength: 7, maxLength: 7 }), async (order) => {
      const { hear, master, bindWaiting, told, holder } = setUp();
      let id = '';
      for (const step of order) {
        if (step !== 'account') await hear(step.granted, step.second, `fact-${step.second}`);
        else {
          id = master().id;
          await bindWaiting(id);
        }
      }
      expect(await holder()).toBe(id);
      const changes = told().map(({ granted }) => granted);
      expect(changes).toEqual(changes.map((_, n) => n % 2 === 0));
      expect(changes.at(-1)).toBe(true);
    }));
  });

  it('says nothing to other roles', async () => {
    const { stores, hear, master, bindWaiting, told } = setUp();
    await hear(true, 0);
    const account = master();
    stores.accounts.put({ ...account, role: 'SUB_ADMINISTRATOR' });
    await bindWaiting(account.id);
    expect(told()).toEqual([]);
  });
});
