import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { codeIn } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { becomeKnown, newCustomer, register } from '../../harness/src/scenarios/customer-journey.js';

const CODE_LIFETIME_S = 20;
let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 }, env: { ACTIVATION_CODE_LIFETIME: `PT${CODE_LIFETIME_S}S` } });
}, 120_000);
afterAll(() => system?.stop());

async function invited() {
  const customer = newCustomer();
  await becomeKnown(system, customer);
  await register(system, customer);
  return { ...customer, activationCode: codeIn(await system.mailbox.next(customer.email, 'activation-code')) };
}

const check = (activationCode: string) => system.portal.send<{ activationToken: string; code: string }>('POST', '/activations', { body: { activationCode } });
const complete = (body: object, via = 0) => system.portals[via]!.send<{ username: string; code: string; errors: { rule: string }[] }>('POST', '/activations/complete', { body });

describe('Account freischalten', () => {
  it('shows a code without spending it, whatever its case, spaces and dashes', async () => {
    const { activationCode } = await invited();
    for (const typed of [activationCode, activationCode.toLowerCase(), ` ${activationCode.replaceAll('-', ' ')} `, activationCode.replaceAll('-', '')]) {
      expect(await check(typed)).toMatchObject({ status: 200, body: { role: 'MASTER_ADMINISTRATOR', passwordPolicy: 'STANDARD' } });
    }
  });

  it('leaves code and token usable after a taken username, a bad password or a wrong field, and spends both at the end', async () => {
    const [first, second] = [await invited(), await invited()];
    const { password } = first;
    const { activationToken } = (await check(first.activationCode)).body;
    const taken = (await check(second.activationCode)).body.activationToken;
    expect((await complete({ activationToken: taken, username: second.username, password })).status).toBe(201);

    const username = first.username;
    expect(await complete({ activationToken, username: second.username.toUpperCase(), password })).toMatchObject({ status: 409, body: { code: 'username-taken' } });
    const weak = await complete({ activationToken, username, password: 'ä' });
    expect([weak.status, weak.body.code, weak.body.errors.map(({ rule }) => rule).sort()]).toEqual([422, 'password-policy', ['alphabet', 'digit', 'length', 'letter', 'special']]);
    expect(await complete({ activationToken, username: 'x', password })).toMatchObject({ status: 422, body: { code: 'validation-failed', errors: [{ field: 'username', rule: 'length' }] } });

    expect(await complete({ activationToken, username, password })).toMatchObject({ status: 201, body: { username } });
    expect((await complete({ activationToken, username: `${username}.2`, password })).status).toBe(410);
    expect(await check(first.activationCode)).toMatchObject({ status: 410, body: { code: 'code-used', hotline: '0800 33 55540' } });
    await system.mailbox.next(first.email, 'account-activated');
  });

  it('lets one of many completions win, through whichever gateway they come', async () => {
    const { activationCode, username, password } = await invited();
    const { activationToken } = (await check(activationCode)).body;
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => complete({ activationToken, username: `${username}.${n}`, password }, n % 2)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.every(({ status }) => [201, 410, 503].includes(status))).toBe(true);
  });

  it('says of an expired code that it has expired, and names the hotline', async () => {
    const { activationCode } = await invited();
    await pause(CODE_LIFETIME_S * 1_000);
    const { status, body } = await system.portal.send('POST', '/activations', { body: { activationCode } });
    expect([status, body]).toEqual([410, expect.objectContaining({ code: 'code-expired', hotline: '0800 33 55540', detail: expect.stringContaining('0800 33 55540') })]);
  });

  it.each(['A', 'K7QM-2WXP-9RTA-4HDE', '00000000', '💥', "' or 1=1 --", 'x'.repeat(64)])('calls %s invalid and says no more', async (code) => {
    expect(await check(code)).toMatchObject({ status: 422, body: { code: 'code-invalid' } });
  });

  it('refuses a forged token', async () => {
    expect(await complete({ activationToken: 'eyJhIjoxfQ.x.y', username: 'somebody.else', password: 'Sommer-2026!' })).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
  });
});
