import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { freshEmail } from '../../identity/test/builders.js';
import { GatewayFixture } from './gateway-fixture.js';

const system = new GatewayFixture();
beforeAll(() => system.start({ gateways: 2 }), 60_000);
afterAll(() => system.stop());

/** Somebody whose contact data have been saved with a new address. */
async function waiting(changes: object = {}) {
  const mine = await system.signedIn();
  const email = freshEmail();
  const ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => system.ask(path, { method, body, token: mine.accessToken, ...(headers && { headers }) });
  const saved = await ask('PUT', '/me/contact-data', { ...mine.contactData, email, ...changes });
  const code = (await system.identity.codesFor(email, 'email-confirmation')).at(-1)?.code ?? '';
  return { ...mine, email, ask, saved, code };
}

describe('changing the e-mail address', () => {
  it('shows what waits, and changes with the code, on every gateway', async () => {
    const { email, form, saved, code, ask, accessToken: token } = await waiting();
    expect([saved.status, saved.body]).toEqual([200, expect.objectContaining({ email: form.email, pendingEmail: email, requiredActions: [] })]);
    const confirmed = await ask('POST', '/me/email-confirmations', { confirmationCode: code });
    expect([confirmed.status, confirmed.body]).toEqual([200, expect.objectContaining({ email, pendingEmail: null })]);
    expect((await system.ask('/me', { token, via: 1 })).body).toEqual(confirmed.body);
  });

  it('answers a wrong code, a used one and one too many by name, without a hotline', async () => {
    const { code, ask } = await waiting();
    const confirm = async (confirmationCode: unknown) => {
      const { status, body } = await ask('POST', '/me/email-confirmations', { confirmationCode });
      return [status, body.code, body.hotline];
    };
    expect(await confirm('nonsense')).toEqual([422, 'code-invalid', undefined]);
    expect(await confirm(['1'])).toEqual([422, 'validation-failed', undefined]);
    expect(await confirm(code)).toEqual([200, undefined, undefined]);
    expect(await confirm(code)).toEqual([410, 'code-used', undefined]);
    for (let n = 0; n < 2; n++) await confirm('00000000');
    expect(await confirm(code)).toEqual([410, 'code-expired', undefined]);
  });

  it('gives a repetition under the same Idempotency-Key the first answer', async () => {
    const { code, ask } = await waiting();
    const confirm = (confirmationCode: string) => ask('POST', '/me/email-confirmations', { confirmationCode }, { 'idempotency-key': key });
    const key = newId();
    const first = await confirm(code);
    expect([first.status, (await confirm(code)).body]).toEqual([200, first.body]);
    expect((await confirm('00000000')).body.code).toBe('idempotency-key-reused');
  });

  it('is dropped on request, which answers 204 also when nothing waits', async () => {
    const { code, ask } = await waiting();
    for (let n = 0; n < 2; n++) expect((await ask('DELETE', '/me/pending-email')).status).toBe(204);
    expect((await ask('GET', '/me')).body.pendingEmail).toBeNull();
    expect((await ask('POST', '/me/email-confirmations', { confirmationCode: code })).body.code).toBe('code-invalid');
  });

  it('can be confirmed before the contact data are complete, but not dropped', async () => {
    const { accessToken: token } = await system.signedIn();
    const confirmation = await system.ask('/me/email-confirmations', { token, body: { confirmationCode: '12345678' } });
    expect([confirmation.status, confirmation.body.code]).toEqual([422, 'code-invalid']);
    const dropped = await system.ask('/me/pending-email', { token, method: 'DELETE' });
    expect([dropped.status, dropped.body.code]).toEqual([403, 'contact-data-required']);
  });

  it('says what is wrong with a postal code, and saves nothing', async () => {
    const { saved, code, ask } = await waiting({ postalCode: '1010', country: 'DE' });
    expect([saved.status, saved.body.errors]).toEqual([422, [{ field: 'postalCode', rule: 'format', message: expect.stringContaining('Postleitzahl') }]]);
    expect([code, (await ask('GET', '/me')).body.pendingEmail]).toEqual(['', null]);
  });

  it('tells after three mails an hour how long to wait', async () => {
    const { email, contactData, ask } = await waiting();
    const save = () => ask('PUT', '/me/contact-data', { ...contactData, email });
    expect([(await save()).status, (await save()).status]).toEqual([200, 200]);
    const refused = await save();
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'too-many-attempts', '3600']);
  });
});
