import { expect, it } from '@jest/globals';
import { deriveKey, newCall, newId, type Transaction } from '#libs/kernel';
import { ActivationCodes } from '../../src/domain/activation-code.js';
import { deferred } from '../../src/domain/deferred-request.js';
import { RegistrationTimes } from '../../src/domain/registration.js';
import { aForm, freshAccessNumber, freshCustomerNumber, freshEmail } from '../builders.js';
import type { IdentityStores } from './identity-stores.js';

const ENOUGH = 10_000;
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** What every store around registrations and activation codes does. */
export function registrationStoreSuite(stores: () => IdentityStores, now: Date): void {
  const codes = new ActivationCodes(deriveKey('secret', 'codes'), 1_000);
  const times = new RegistrationTimes(10_000, 500);
  const after = (ms: number) => new Date(now.getTime() + ms);
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const formOf = (changes: Partial<ReturnType<typeof aForm>> = {}) => {
    const { acceptTerms: _accepted, ...form } = aForm(changes);
    return form;
  };
  const waiting = async (form = formOf()) => {
    const registration = times.start(form, now);
    await within((tx) => stores().registrations.add(registration, tx));
    return registration;
  };
  const find = (id: string) => within((tx) => stores().registrations.find(id, tx));

  it('spends an activation code once, and never after its time', async () => {
    const [first, second] = [codes.make(newId(), now).stored, codes.make(newId(), now).stored];
    for (const code of [first, second]) await within((tx) => stores().codes.replaceWith(code, now, tx));
    expect(await stores().codes.findByHash(first.hash)).toEqual(first);
    const spend = (codeId: string, at: Date) => within((tx) => stores().codes.spend(codeId, at, tx));
    expect([await spend(first.codeId, now), await spend(first.codeId, now), await spend(second.codeId, after(1_000))]).toEqual([true, false, false]);
    expect((await stores().codes.find(first.codeId))?.usedAt).toEqual(now);
  });

  it('ends the older codes of an account when a newer one comes', async () => {
    const accountId = newId();
    const [older, newer, stranger] = [codes.make(accountId, now).stored, codes.make(accountId, now).stored, codes.make(newId(), now).stored];
    for (const code of [older, stranger, newer]) await within((tx) => stores().codes.replaceWith(code, now, tx));
    const replaced = await Promise.all([older, newer, stranger].map(async ({ codeId }) => (await stores().codes.find(codeId))?.replacedAt));
    expect(replaced).toEqual([now, undefined, undefined]);
    expect(await within((tx) => stores().codes.spend(older.codeId, now, tx))).toBe(false);
  });

  it('ends every open code of an account, and no spent one', async () => {
    const accountId = newId();
    const [spent, open, stranger] = [codes.make(accountId, now).stored, codes.make(accountId, now).stored, codes.make(newId(), now).stored];
    await within((tx) => stores().codes.replaceWith(spent, now, tx));
    await within((tx) => stores().codes.spend(spent.codeId, now, tx));
    for (const code of [open, stranger]) await within((tx) => stores().codes.replaceWith(code, now, tx));
    await within((tx) => stores().codes.endAll(accountId, after(1), tx));
    const ended = await Promise.all([spent, open, stranger].map(async ({ codeId }) => (await stores().codes.find(codeId))?.replacedAt));
    expect(ended).toEqual([undefined, after(1), undefined]);
  });

  it('takes what is newer of a contract and ignores the rest', async () => {
    const contract = { accessNumber: freshAccessNumber(), customerNumber: freshCustomerNumber(), product: 'SIP_TRUNK', validFrom: now, sequence: 2 };
    const ended = { ...contract, terminatedAt: now, sequence: 3 };
    const other = { ...contract, accessNumber: freshAccessNumber() };
    const record = (...news: (typeof contract)[]) => within((tx) => stores().contracts.record(news, tx));
    expect([await record(contract), await record({ ...contract, sequence: 1 }), await record(contract), await record(ended, { ...other, terminatedAt: now } as typeof contract), await record(contract, ended)]).toEqual([[contract], [], [], [ended, { ...other, terminatedAt: now }], []]);
    expect(await record()).toEqual([]);
    expect(await within((tx) => stores().contracts.hasSuitable(contract.customerNumber, now, tx))).toBe(false);
    await within((tx) => stores().contracts.lockCustomers([contract.customerNumber, freshCustomerNumber()], tx));
  });

  it('knows whether a customer number has a contract that has not ended', async () => {
    const customerNumber = freshCustomerNumber();
    const record = (terminatedAt?: Date) => {
      const contract = { accessNumber: freshAccessNumber(), customerNumber, product: 'SIP_TRUNK', validFrom: now, sequence: 1 };
      return within((tx) => stores().contracts.record([{ ...contract, ...(terminatedAt && { terminatedAt }) }], tx));
    };
    const has = (at: number) => within((tx) => stores().contracts.hasSuitable(customerNumber, after(at), tx));
    expect(await has(0)).toBe(false);
    await record(after(100));
    expect([await has(99), await has(100)]).toEqual([true, false]);
    await record();
    expect(await has(100)).toBe(true);
  });

  it('keeps one waiting registration per address, the newest', async () => {
    const email = freshEmail();
    const [older, newer] = [await waiting(formOf({ email })), await waiting(formOf({ email }))];
    expect([(await find(older.id))?.state, await find(newer.id)]).toEqual(['SUPERSEDED', newer]);
    expect(await within((tx) => stores().registrations.update({ ...older, state: 'INVITED' }, tx))).toBe(false);
  });

  it('hands out what is due once per lease, and at once what is hurried', async () => {
    const registration = await waiting();
    const due = async (at: number) => (await stores().registrations.takeDue(after(at), 100, ENOUGH)).includes(registration.id);
    expect([await due(499), await due(500), await due(599), await due(600)]).toEqual([false, true, false, true]);
    expect(await within((tx) => stores().registrations.hurry([freshCustomerNumber(), registration.form.customerNumber], now, tx))).toBe(1);
    expect(await due(600)).toBe(true);
    await within((tx) => stores().registrations.update({ ...registration, state: 'INVITED', version: 2 }, tx));
    expect([await due(9_000), (await find(registration.id))?.version]).toEqual([false, 2]);
  });

  it('hands a deferred request to whoever finds it forgotten, until it is settled', async () => {
    const request = deferred('RESEND_CODE', { email: freshEmail(), customerNumber: '712345' }, { correlationId: newId(), traceparent: TRACEPARENT }, now);
    await stores().requests.add(request, 100);
    const due = async (at: number) => (await stores().requests.takeDue(after(at), 100, ENOUGH)).find(({ id }) => id === request.id);
    expect([await due(99), await due(100), await due(199)]).toEqual([undefined, request, undefined]);
    const remove = () => within((tx) => stores().requests.remove(request.id, tx));
    expect([await remove(), await remove(), await due(5_000)]).toEqual([true, false, undefined]);
  });

  it('counts mails per address and kind', async () => {
    const email = freshEmail();
    const take = (kind: string, at: number) => within((tx) => stores().quotas.take(kind, email, { perHour: 2, perDay: 3 }, after(at), tx));
    const hour = 3_600_000;
    expect([await take('A', 0), await take('A', 1), await take('A', 2), await take('B', 2), await take('A', hour), await take('A', 2 * hour)]).toEqual([true, true, false, true, true, false]);
  });
}
