import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { codeIn, eventually, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activeCustomer, completeContactData, type Customer, newCustomer, signIn } from '../../harness/src/scenarios/customer-journey.js';

const LIFETIME_S = 20;
let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 }, env: { EMAIL_CONFIRMATION_LIFETIME: `PT${LIFETIME_S}S` } });
}, 120_000);
afterAll(() => system?.stop());

const formOf = ({ company, email }: Pick<Customer, 'company' | 'email'>, changes: object = {}) => ({
  salutation: 'MS', company, street: 'Münsterplatz', houseNumber: '1a', postalCode: '53111', city: 'Bonn', country: 'DE', phone: '0228 1234567', email, ...changes,
});

/** Somebody signed in whose contact data are complete. */
async function master() {
  const customer = await activeCustomer(system);
  const { accessToken: token } = await signIn(system, customer);
  await completeContactData(system, customer, token);
  const save = (changes: object, via = 0) => system.portals[via]!.send('PUT', '/me/contact-data', { token, body: formOf(customer, changes) });
  const me = (via = 0) => system.portals[via]!.expect(200, 'GET', '/me', { token });
  const confirm = (confirmationCode: string, via = 0) => system.portals[via]!.send('POST', '/me/email-confirmations', { token, body: { confirmationCode } });
  return { customer, token, save, me, confirm };
}

const freshAddress = () => newCustomer().email;
const codesTo = async (email: string, count: number) =>
  eventually(async () => {
    const codes = (await system.mailbox.mails(email)).filter((mail) => typeOf(mail) === 'email-confirmation').map(codeIn);
    expect(codes).toHaveLength(count);
    return codes;
  });
const wrongFor = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0');

describe('Kontaktdaten ändern', () => {
  it('changes everything but first and last name, and answers phone numbers in E.164', async () => {
    const { save, me } = await master();
    const changes = { salutation: 'DIVERSE', company: 'Neu & Söhne AG', street: 'Ring', houseNumber: '7', postalCode: '1010', city: 'Wien', country: 'at', phone: '+43 1 58858', mobile: '0170 1234567', fax: '0049 228 7654321' };
    expect((await save(changes)).status).toBe(200);
    const contactData = { ...changes, country: 'AT', phone: '+43158858', mobile: '+491701234567', fax: '+492287654321' };
    for (const via of [0, 1]) expect(await me(via)).toMatchObject({ company: 'Neu & Söhne AG', salutation: 'DIVERSE', contactData });
    expect((await save({ firstName: 'Eva', lastName: 'Neu' })).body).toMatchObject({ code: 'validation-failed', errors: [{ field: 'firstName', rule: 'immutable' }, { field: 'lastName', rule: 'immutable' }] });
    expect(await me()).toMatchObject({ firstName: 'Erika', lastName: 'Mustermann' });
  });

  it('names every wrong field, postal code and phone numbers included, and saves nothing', async () => {
    const { save, me } = await master();
    const before = await me();
    const { status, body } = await save({ company: '', postalCode: '1010', phone: 'no number', mobile: '12', country: 'DE', nickname: 'x' });
    const errors = (body['errors'] as { field: string; rule: string; message: string }[]).map(({ field, rule }) => `${field} ${rule}`).sort();
    expect([status, errors]).toEqual([422, ['company required', 'mobile format', 'nickname unknown', 'phone format', 'postalCode format']]);
    expect(await me()).toEqual(before);
  });

  it('lets mobile and fax be left out, and nothing else', async () => {
    const { save, token, customer } = await master();
    expect((await save({ mobile: null, fax: null })).status).toBe(200);
    const { status, body } = await system.portal.send('PUT', '/me/contact-data', { token, body: { email: customer.email } });
    expect([status, (body['errors'] as { field: string }[]).map(({ field }) => field).sort()]).toEqual([
      422, ['city', 'company', 'country', 'houseNumber', 'phone', 'postalCode', 'salutation', 'street'],
    ]);
  });
});

describe('a new e-mail address', () => {
  it('takes effect when its owner confirms it, and the old one is told', async () => {
    const { customer, save, me, confirm } = await master();
    const email = freshAddress();
    expect((await save({ email: email.toUpperCase(), city: 'Köln' })).body).toMatchObject({ email: customer.email, pendingEmail: email, contactData: { city: 'Köln' } });
    const mail = await system.mailbox.next(email, 'email-confirmation');
    expect(codeIn(mail)).toMatch(/^\d{8}$/);
    expect((await confirm(codeIn(mail), 1)).body).toMatchObject({ email, pendingEmail: null });
    expect(await me()).toMatchObject({ email, pendingEmail: null, contactData: { email } });
    const notice = await system.mailbox.next(customer.email, 'security-notice');
    expect(notice.text).not.toContain(codeIn(mail));
    expect((await confirm(codeIn(mail))).body).toMatchObject({ code: 'code-used' });
  });

  it('waits also at the first sign-in, which it does not hold up', async () => {
    const customer = await activeCustomer(system);
    const { accessToken: token } = await signIn(system, customer);
    const email = freshAddress();
    const saved = await system.portal.expect(200, 'PUT', '/me/contact-data', { token, body: formOf(customer, { email }) });
    expect(saved).toMatchObject({ email: customer.email, pendingEmail: email, requiredActions: [] });
    const [code] = await codesTo(email, 1);
    expect(await system.portal.expect(200, 'POST', '/me/email-confirmations', { token, body: { confirmationCode: code } })).toMatchObject({ email });
  });

  it('is replaced by a newer one, withdrawn by the old one, and dropped on request', async () => {
    const { customer, token, save, me, confirm } = await master();
    const [first, second] = [freshAddress(), freshAddress()];
    await save({ email: first });
    await save({ email: second });
    const [[older], [newer]] = [await codesTo(first, 1), await codesTo(second, 1)];
    expect((await confirm(older!)).body).toMatchObject({ code: 'code-invalid' });
    expect((await save({ email: customer.email })).body).toMatchObject({ pendingEmail: null });
    expect((await confirm(newer!)).body).toMatchObject({ code: 'code-invalid' });
    await save({ email: second });
    for (let n = 0; n < 2; n++) await system.portal.expect(204, 'DELETE', '/me/pending-email', { token });
    expect(await me()).toMatchObject({ email: customer.email, pendingEmail: null });
  });

  it('has five tries over all gateways, then a new code is needed', async () => {
    const { save, confirm } = await master();
    const email = freshAddress();
    await save({ email });
    const [code] = await codesTo(email, 1);
    for (let n = 0; n < 5; n++) expect(await confirm(wrongFor(code!), n % 2)).toMatchObject({ status: 422, body: { code: 'code-invalid' } });
    expect(await confirm(code!)).toMatchObject({ status: 410, body: { code: 'code-expired' } });
    await save({ email });
    const codes = await codesTo(email, 2);
    expect((await confirm(codes.find((sent) => sent !== code)!)).status).toBe(200);
  });

  it('confirmed through both gateways at the same moment changes once', async () => {
    const { save, confirm } = await master();
    const email = freshAddress();
    await save({ email });
    const [code] = await codesTo(email, 1);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => confirm(code!, n % 2)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 410, 503].includes(status))).toBe(true);
  });

  it('of another master is refused to its owner only', async () => {
    const [mine, theirs] = [await master(), await master()];
    const { email } = theirs.customer;
    expect((await mine.save({ email })).body).toMatchObject({ pendingEmail: email });
    const [code] = await codesTo(email, 1);
    expect(await mine.confirm(code!)).toMatchObject({ status: 409, body: { code: 'email-taken' } });
    expect(await mine.me()).toMatchObject({ email: mine.customer.email });
  });

  it('is sent three codes an hour, and one wish more saves nothing', async () => {
    const { save, me } = await master();
    const email = freshAddress();
    for (let n = 0; n < 3; n++) expect((await save({ email })).status).toBe(200);
    const refused = await save({ email, city: 'Köln' });
    expect([refused.status, refused.body, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.objectContaining({ code: 'too-many-attempts' }), expect.any(Number)]);
    expect(await me()).toMatchObject({ contactData: { city: 'Bonn' } });
    expect(await codesTo(email, 3)).toHaveLength(3);
  });

  it('can be confirmed until its time is over, which only the right code is told', async () => {
    const { save, confirm } = await master();
    const email = freshAddress();
    await save({ email });
    const [code] = await codesTo(email, 1);
    await pause(LIFETIME_S * 1_000);
    expect((await confirm(wrongFor(code!))).body).toMatchObject({ code: 'code-invalid' });
    const { status, body } = await confirm(code!);
    expect([status, body['code'], body['hotline']]).toEqual([410, 'code-expired', undefined]);
  }, 60_000);
});
