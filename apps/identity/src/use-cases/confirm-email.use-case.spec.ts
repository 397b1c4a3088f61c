import { describe, expect, it } from '@jest/globals';
import { contactDataChanged, emailConfirmationDelivery, emailConfirmationRequested, mobileAuthorizationChanged } from '#libs/contracts';
import { deriveKey, ManualClock, newCall } from '#libs/kernel';
import { aForm, contactDataOf, freshCustomerNumber, freshEmail, ORIGIN } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { OpenSealer } from '../../test/open-sealer.js';
import { invitedMaster } from '../domain/account.js';
import { EmailConfirmationCodes } from '../domain/one-time-digits.js';
import { SessionTimes } from '../domain/session.js';
import { ConfirmEmailUseCase } from './confirm-email.use-case.js';
import { DigitsSender } from './digits-sender.js';
import { EmailChanges } from './email-changes.js';
import { MobileAuthorizations } from './mobile-authorizations.js';
import { UpdateContactDataUseCase } from './update-contact-data.use-case.js';
import { WithdrawPendingEmailUseCase } from './withdraw-pending-email.use-case.js';

const DAY = 24 * 3_600_000;

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const { transactions, accounts, sessions } = stores;
  const changes = new EmailChanges(stores.emailChanges, new EmailConfirmationCodes(deriveKey('secret', 'confirmation'), DAY), new DigitsSender(stores.quotas, new OpenSealer()));
  const mobile = new MobileAuthorizations(stores.mobile, accounts);
  const useCases = {
    update: new UpdateContactDataUseCase(transactions, accounts, sessions, changes, clock),
    confirm: new ConfirmEmailUseCase(transactions, accounts, changes, mobile, clock),
    withdraw: new WithdrawPendingEmailUseCase(transactions, accounts, changes, clock),
  };
  const call = () => newCall(3_000);
  /** A signed-in master administrator, and what they can do. */
  const someone = async () => {
    const form = aForm();
    const account = accounts.put({ ...invitedMaster(form, clock.now()), status: 'ACTIVE' });
    const session = new SessionTimes(30 * DAY, 30 * DAY, 0).start({ accountId: account.id, role: account.role, contactDataRequired: true, device: 'd', ipPrefix: 'p' }, clock.now());
    await sessions.open(session);
    const caller = { accountId: account.id, sessionId: session.id, origin: ORIGIN };
    const save = (email: string, more = {}) => useCases.update.execute({ ...caller, ...contactDataOf(form, { email, ...more }) }, call());
    const confirm = (confirmationCode: string) => useCases.confirm.execute({ ...caller, confirmationCode }, call());
    const withdraw = () => useCases.withdraw.execute(caller, call());
    return { id: account.id, form, save, confirm, withdraw };
  };
  const mails = () => transactions.deliveries.map(({ type, secret }) => ({ type, ...(JSON.parse(secret) as { to: string; code: string }) }));
  const lastCode = () => mails().at(-1)!.code;
  const wrong = () => (lastCode() === '00000000' ? '00000001' : '00000000');
  const actions = () => transactions.audits.map(({ action }) => action);
  return { clock, stores, someone, mails, lastCode, wrong, actions, mobile };
}

describe('a new e-mail address', () => {
  it('waits for its owner, while everything else is saved at once and the first sign-in completed', async () => {
    const { stores, someone, mails, actions } = setUp();
    const { id, form, save } = await someone();
    const email = freshEmail();
    expect(await save(email, { city: 'Köln' })).toMatchObject({ email: form.email, pendingEmail: email, requiredActions: [], contactData: { city: 'Köln', email: form.email } });
    expect(mails()).toMatchObject([{ type: emailConfirmationDelivery.type, to: email }]);
    expect(stores.transactions.facts.map(({ type, sequence }) => [type, sequence])).toEqual([[contactDataChanged.type, 2], [emailConfirmationRequested.type, 3]]);
    expect(JSON.stringify(stores.transactions.facts)).not.toContain(email);
    expect(actions()).toEqual(['contact-data.changed', 'email-change.requested']);
    expect(await stores.accounts.find(id)).toMatchObject({ email: form.email, pendingEmail: email, version: 3 });
  });

  it('takes effect with the right code, once, and the fact names the older one', async () => {
    const { stores, someone, lastCode, actions } = setUp();
    const { id, form, save, confirm } = await someone();
    const email = freshEmail();
    await save(email);
    expect(await confirm(lastCode())).toMatchObject({ email, pendingEmail: null, contactData: { email } });
    const { data, sequence } = stores.transactions.facts.at(-1)!;
    expect([data, sequence]).toEqual([{ actor: { kind: 'SELF', accountId: id }, accountId: id, changedFields: ['email'], email, previousEmail: form.email, locale: 'de' }, 4]);
    expect(actions().at(-1)).toBe('email.changed');
    await expect(confirm(lastCode())).rejects.toThrow('code-used');
  });

  it('is replaced by a newer one, and only the newest code counts', async () => {
    const { someone, lastCode, mails } = setUp();
    const { save, confirm } = await someone();
    await save(freshEmail());
    const older = lastCode();
    const email = freshEmail();
    await save(email);
    if (older !== lastCode()) await expect(confirm(older)).rejects.toThrow('code-invalid');
    expect(mails()).toHaveLength(2);
    expect((await confirm(lastCode())).email).toBe(email);
  });

  it('is withdrawn by the current one or on request, which is no error when there is none', async () => {
    const { someone, lastCode, actions } = setUp();
    const { form, save, confirm, withdraw } = await someone();
    await withdraw();
    expect(actions()).toEqual([]);
    await save(freshEmail());
    expect((await save(form.email)).pendingEmail).toBeNull();
    await expect(confirm(lastCode())).rejects.toThrow('code-invalid');
    await save(freshEmail());
    await withdraw();
    expect((await save(form.email)).pendingEmail).toBeNull();
    expect(actions().filter((action) => action === 'email-change.withdrawn')).toHaveLength(2);
  });

  it('has five tries, counted before anything is compared, then even the right code has ended', async () => {
    const { someone, lastCode, wrong } = setUp();
    const { save, confirm } = await someone();
    const email = freshEmail();
    await save(email);
    for (let n = 0; n < 5; n++) await expect(confirm(wrong())).rejects.toThrow('code-invalid');
    await expect(confirm(lastCode())).rejects.toThrow('code-expired');
    await save(email);
    expect((await confirm(lastCode())).email).toBe(email);
  });

  it('can be confirmed for a day', async () => {
    const { clock, someone, lastCode, wrong } = setUp();
    const { save, confirm } = await someone();
    await save(freshEmail());
    clock.advance(DAY - 1);
    await expect(confirm(wrong())).rejects.toThrow('code-invalid');
    clock.advance(1);
    await expect(confirm(wrong())).rejects.toThrow('code-invalid');
    await expect(confirm(lastCode())).rejects.toThrow('code-expired');
  });

  it('that another master has is refused to its owner only, and not before', async () => {
    const { stores, someone, lastCode } = setUp();
    const [mine, theirs] = [await someone(), await someone()];
    expect((await mine.save(theirs.form.email)).pendingEmail).toBe(theirs.form.email);
    await expect(mine.confirm(lastCode())).rejects.toThrow('email-taken');
    expect(await stores.accounts.find(mine.id)).toMatchObject({ email: mine.form.email });
  });

  it('is written to three times an hour, per address and per account, and one time more saves nothing', async () => {
    const { clock, stores, someone } = setUp();
    const [mine, other] = [await someone(), await someone()];
    const email = freshEmail();
    for (let n = 0; n < 3; n++) await mine.save(email);
    await expect(other.save(email, { city: 'Köln' })).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_600 } });
    await expect(mine.save(freshEmail())).rejects.toThrow('too-many-attempts');
    expect((await stores.accounts.find(other.id))?.contact.city).toBeNull();
    expect((await mine.save(mine.form.email, { city: 'Köln' })).contactData.city).toBe('Köln');
    clock.advance(3_600_000);
    await other.save(email);
  });

  it('brings the mobile authorizations that waited for it', async () => {
    const { clock, stores, someone, lastCode, mobile } = setUp();
    const { id, save, confirm } = await someone();
    const [email, customerNumber] = [freshEmail(), freshCustomerNumber()];
    await stores.transactions.run(newCall(3_000), (tx) => mobile.hear({ customerNumber, email, granted: true, stamp: { time: clock.now(), id: 'a' } }, tx));
    await save(email);
    await confirm(lastCode());
    const { type, sequence, data } = stores.transactions.facts.at(-1)!;
    expect([type, sequence, data]).toEqual([mobileAuthorizationChanged.type, 5, { actor: { kind: 'CRM' }, accountId: id, customerNumber, granted: true }]);
  });
});
