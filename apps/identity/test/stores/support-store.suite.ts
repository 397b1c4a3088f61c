import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction } from '#libs/kernel';
import { invitedMaster, type Account } from '../../src/domain/account.js';
import { invitedAgent } from '../../src/domain/support-agent.js';
import type { AccountSought, SupportReach } from '../../src/domain/support.store.js';
import { aForm, aStaffMember, freshCustomerNumber, freshEmail, freshStaffNumber, freshUsername } from '../builders.js';
import type { IdentityStores } from './identity-stores.js';

/** What every store of staff members and every store of the support desk does. */
export function supportStoreSuite(stores: () => IdentityStores, now: Date): void {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const added = (account: Account) => within((tx) => stores().accounts.add(account, tx).then(() => account));
  const aMaster = (changes: Partial<ReturnType<typeof aForm>> = {}, state: Partial<Account> = {}) => added({ ...invitedMaster(aForm(changes), now), ...state });
  const anAgent = (member = aStaffMember()) => added(invitedAgent(member, now));
  const search = async (sought: AccountSought, reach: SupportReach = 'CUSTOMERS', page: { limit: number; before?: string } = { limit: 9 }) =>
    (await within((tx) => stores().support.search(sought, reach, page, tx))).map(({ id }) => id);
  const find = (id: string, reach: SupportReach) => within((tx) => stores().support.findWithin(reach, id, tx));

  it('remember the newest word on a staff number, by its time and then by its id', async () => {
    const staffNumber = freshStaffNumber();
    const record = (ms: number, id: string) => within((tx) => stores().staff.recordWord(staffNumber, { time: after(ms), id }, tx));
    expect([await record(10, 'b'), await record(10, 'b'), await record(10, 'a'), await record(9, 'z'), await record(10, 'c'), await record(11, 'a')]).toEqual([true, false, false, false, true, true]);
  });

  it('let one of two words at the same moment go first', async () => {
    const staffNumber = freshStaffNumber();
    const record = (id: string) => within((tx) => stores().staff.recordWord(staffNumber, { time: now, id }, tx));
    await Promise.all(['a', 'b', 'c'].map(record));
    expect([await record('b'), await record('c'), await record('d')]).toEqual([false, false, true]);
  });

  it('keep an agent, who has neither company nor phone number, as it was stored', async () => {
    const agent = await anAgent();
    expect(agent.contact).toMatchObject({ salutation: 'NONE', company: '', phone: '' });
    expect(await within((tx) => stores().staff.findAccount(agent.staffNumber!, tx))).toEqual(agent);
  });

  it('give a staff number one account that is not closed', async () => {
    const member = aStaffMember();
    const first = await anAgent(member);
    await within((tx) => stores().accountStates.change(first.id, 1, { status: 'CLOSED', lockedBy: [] }, tx));
    expect(await within((tx) => stores().staff.findAccount(member.staffNumber, tx))).toBeUndefined();
    const second = await anAgent(member);
    expect((await within((tx) => stores().staff.findAccount(member.staffNumber, tx)))?.id).toBe(second.id);
  });

  it('find by the whole username in any spelling, e-mail address or customer number, and by nothing less', async () => {
    const username = freshUsername();
    const [email, customerNumber] = [freshEmail(), freshCustomerNumber()];
    const { id } = await aMaster({ email, customerNumber });
    await within((tx) => stores().accounts.activate(id, { username, passwordHash: 'hash', at: now }, tx));
    expect(await Promise.all([{ username: username.toUpperCase() }, { email }, { customerNumber }].map((sought) => search(sought)))).toEqual([[id], [id], [id]]);
    const parts = [{ username: username.slice(0, -1) }, { email: email.slice(1) }, { customerNumber: customerNumber.slice(0, -1) }, { username: email }];
    expect(await Promise.all(parts.map((sought) => search(sought)))).toEqual([[], [], [], []]);
  });

  it('list the newest first, closed ones too, page by page', async () => {
    const customerNumber = freshCustomerNumber();
    const [first, second, third] = [await aMaster({ customerNumber }), await aMaster({ customerNumber }, { status: 'CLOSED' }), await aMaster({ customerNumber })];
    expect(await search({ customerNumber })).toEqual([third.id, second.id, first.id]);
    expect(await search({ customerNumber }, 'CUSTOMERS', { limit: 2 })).toEqual([third.id, second.id]);
    expect(await search({ customerNumber }, 'CUSTOMERS', { limit: 2, before: second.id })).toEqual([first.id]);
  });

  it('show agents to nobody whose reach ends with customers', async () => {
    const agent = await anAgent();
    const { email, id } = agent;
    expect([await search({ email }), await search({ email }, 'EVERYBODY')]).toEqual([[], [id]]);
    expect([await find(id, 'CUSTOMERS'), await find(id, 'EVERYBODY'), await find(newId(), 'EVERYBODY')]).toEqual([undefined, agent, undefined]);
  });
}
