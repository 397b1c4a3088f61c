import { describe, expect, it } from '@jest/globals';
import { activationCodeDelivery } from '#libs/contracts';
import { deriveKey, ManualClock, newCall, SecretSealer } from '#libs/kernel';
import { aForm, freshAccessNumber } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import type { RegistrationForm } from '../domain/account.js';
import { ActivationCodes } from '../domain/activation-code.js';
import { RegistrationTimes } from '../domain/registration.js';
import { ActivationCodeSender } from './activation-code-sender.js';
import { Registrar } from './registrar.js';

const DAY = 24 * 3_600_000;

class OpenSealer extends SecretSealer {
  async seal(secret: object): Promise<string> {
    return JSON.stringify(secret);
  }
}

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const codes = new ActivationCodes(deriveKey('secret', 'codes'), 10 * DAY);
  const sender = new ActivationCodeSender(codes, stores.codes, new OpenSealer(), stores.accounts);
  const registrar = new Registrar(stores.accounts, stores.contracts, stores.registrations, new RegistrationTimes(10 * DAY, 5_000), sender);
  const call = newCall(3_000);
  const said = () => stores.transactions.facts.map(({ type, sequence }) => `${type.split('.').at(-2)} ${sequence}`);
  const receive = (form: RegistrationForm) => stores.transactions.run(call, (tx) => registrar.receive(form, clock.now(), tx));
  const contract = (customerNumber: string, terminatedAt?: Date) =>
    stores.contracts.record([{ accessNumber: freshAccessNumber(), customerNumber, product: 'SIP_TRUNK', validFrom: clock.now(), sequence: 1, ...(terminatedAt && { terminatedAt }) }]);
  const revisitDue = async () => {
    const ids = await stores.registrations.takeDue(clock.now(), 1, 100);
    for (const id of ids) await stores.transactions.run(call, async (tx) => registrar.revisit((await stores.registrations.find(id))!, clock.now(), tx));
    return ids.length;
  };
  const mails = () => stores.transactions.deliveries.map(({ type, secret }) => ({ type, ...(JSON.parse(secret) as { to: string; code: string; lastName: string }) }));
  return { clock, stores, receive, contract, revisitDue, said, mails, codes };
}

describe('a registration', () => {
  it('with a suitable contract makes an invited account and sends its code', async () => {
    const { stores, receive, contract, said, mails, codes } = setUp();
    const form = aForm();
    await contract(form.customerNumber);
    await receive(form);
    const [mail] = mails();
    expect(mail).toMatchObject({ type: activationCodeDelivery.type, to: form.email, lastName: form.lastName });
    const account = await stores.accounts.findMaster(form.email);
    expect(await stores.codes.findByHash(codes.hashOf(mail!.code))).toMatchObject({ accountId: account!.id });
    expect(said()).toEqual(['requested 1']);
  });

  it('without one waits, says so once after the grace, and ends after ten days', async () => {
    const { clock, receive, contract, revisitDue, said, mails } = setUp();
    const form = aForm();
    await contract(form.customerNumber, clock.now());
    await receive(form);
    expect(await revisitDue()).toBe(0);
    clock.advance(5_000);
    expect([await revisitDue(), await revisitDue()]).toEqual([1, 0]);
    expect(said()).toEqual(['requested 1', 'pending 2']);
    clock.advance(10 * DAY);
    expect(await revisitDue()).toBe(1);
    await contract(form.customerNumber);
    expect([await revisitDue(), mails().length]).toEqual([0, 0]);
  });

  it('that waits gets its code when the contract becomes known, and within the grace no other mail', async () => {
    const { clock, stores, receive, contract, revisitDue, said, mails } = setUp();
    const form = aForm();
    await receive(form);
    clock.advance(1_000);
    await contract(form.customerNumber);
    await stores.registrations.hurry([form.customerNumber], clock.now());
    await revisitDue();
    clock.advance(DAY);
    expect(await revisitDue()).toBe(0);
    expect([said(), mails().length]).toEqual([['requested 1'], 1]);
  });

  it('of a master who is active or locked is refused, with no second account', async () => {
    for (const status of ['ACTIVE', 'LOCKED'] as const) {
      const { stores, receive, contract, said, mails } = setUp();
      const form = aForm();
      await contract(form.customerNumber);
      await receive(form);
      stores.accounts.put({ ...(await stores.accounts.findMaster(form.email))!, status });
      await receive({ ...form, lastName: 'Fremd' });
      expect([said().slice(1), mails().length]).toEqual([['requested 1', 'refused-existing 2'], 1]);
      expect((await stores.accounts.findMaster(form.email))?.lastName).toBe(form.lastName);
    }
  });

  it('made again counts with its newest form, and its newest code', async () => {
    const { stores, receive, contract, mails, codes } = setUp();
    const form = aForm();
    await contract(form.customerNumber);
    await receive(form);
    await receive({ ...form, lastName: 'Neumann' });
    const [older, newer] = await Promise.all(mails().map(({ code }) => stores.codes.findByHash(codes.hashOf(code))));
    expect([older?.replacedAt !== undefined, newer?.replacedAt]).toEqual([true, undefined]);
    expect(older?.accountId).toBe(newer?.accountId);
    expect((await stores.accounts.findMaster(form.email))?.lastName).toBe('Neumann');
  });

  it('made again for a number without a contract leaves the older code alone', async () => {
    const { stores, receive, contract, mails, codes } = setUp();
    const form = aForm();
    await contract(form.customerNumber);
    await receive(form);
    await receive(aForm({ email: form.email }));
    expect((await stores.codes.findByHash(codes.hashOf(mails()[0]!.code)))?.replacedAt).toBeUndefined();
  });

  it('publishes no code, only its e-mail', async () => {
    const { stores, receive, contract, mails } = setUp();
    const form = aForm();
    await contract(form.customerNumber);
    await receive(form);
    const { code } = mails()[0]!;
    const published = JSON.stringify([stores.transactions.facts, stores.transactions.audits, stores.transactions.deliveries.map(({ data }) => data)]);
    for (const text of [code, code.replaceAll('-', '')]) expect(published).not.toContain(text);
  });
});
