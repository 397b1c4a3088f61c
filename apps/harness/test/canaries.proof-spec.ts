import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeIn } from '#libs/testing';
import mongoose from 'mongoose';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { newOneTimePassword } from '../src/scenarios/connection.js';
import { becomeKnown, completeContactData, type Customer, newCustomer, register, signIn, type Tokens } from '../src/scenarios/customer-journey.js';

const CHANGES = {
  'changed password': 'Wechsel-canary-1!',
  'wrong repetition': 'Wechsel-canary-2!',
  'wrong current password': 'Wechsel-canary-3!',
  'refused change': 'ohne-Ziffer-canary',
  'wrong password of a change of username': 'Wechsel-canary-5!',
};

const TELCO = {
  'username of a Telekom login': 'telekom-canary@telekom.example',
  'password of a Telekom login': 'Telekom-canary-1!',
  'personal password of an access number': 'Kennwort-canary-1!',
};

const WRONG_CODE = 'CANA-RY22-3344';

describe('Secrets', () => {
  let system: ConnectedSystem;
  const canaries: Record<string, string> = {};

  beforeAll(async () => {
    system = await startConnectedSystem({ env: { LOG_LEVEL: 'trace' } });
    const customer = newCustomer();
    await becomeKnown(system, customer);
    await register(system, customer);
    const activationCode = codeIn(await system.mailbox.next(customer.email, 'activation-code'));
    const { activationToken } = await system.portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode } });
    const rejected = { activationToken, username: customer.username, password: 'Ziffernlos-canary' };
    await system.portal.expect(422, 'POST', '/activations/complete', { body: rejected });
    await system.portal.expect(201, 'POST', '/activations/complete', { body: { ...rejected, password: customer.password } });
    const first = await signIn(system, customer);
    await system.portal.expect(401, 'POST', '/auth/login', { body: { username: customer.username, password: 'Falsch-canary-1!' } });
    const second = await system.portal.expect<Tokens>(200, 'POST', '/auth/refresh', { body: { refreshToken: first.refreshToken } });
    await system.portal.send('POST', '/auth/login', { body: { username: customer.username, password: { $ne: 'Operator-canary' } } });
    await changeCredentials(customer, second.accessToken);
    await showToTelco(second.accessToken);
    const connection = await connectAndHandOver(customer, second.accessToken);
    await system.portal.expect(202, 'POST', '/auth/password-resets', { body: { email: customer.email } });
    const resetToken = codeIn(await system.mailbox.next(customer.email, 'password-reset'));
    await system.portal.expect(422, 'POST', '/auth/password-resets/complete', { body: { resetToken, newPassword: 'vergessen-canary' } });
    await system.portal.expect(204, 'POST', '/auth/password-resets/complete', { body: { resetToken, newPassword: 'Neu-canary-2026!' } });
    Object.assign(canaries, {
      'activation code': activationCode,
      'activation code without dashes': activationCode.replaceAll('-', ''),
      'activation token': activationToken,
      password: customer.password,
      'refused password': rejected.password,
      'wrong password': 'Falsch-canary-1!',
      'operator in place of a password': 'Operator-canary',
      'reset token': resetToken,
      'reset token without dashes': resetToken.replaceAll('-', ''),
      'refused new password': 'vergessen-canary',
      'new password': 'Neu-canary-2026!',
      ...CHANGES,
      ...TELCO,
      ...connection,
      'access token': second.accessToken,
      'refresh token': first.refreshToken,
      'next refresh token': second.refreshToken,
    });
    await sleep(1_500);
  }, 60_000);
  afterAll(() => system.stop(), 30_000);

  it('are in no log, even at level trace', () => {
    const logs = filesBelow(dirname(system.test.logOf('identity-0')));
    expect(logs.length).toBeGreaterThan(5);
    expect(foundIn(logs.map((file) => readFileSync(file, 'latin1')).join('\n'))).toEqual([]);
  });

  it('are in no stream and no dead letter, as NATS stores them', () => {
    const store = filesBelow(join(dirname(system.test.endpoints.letters), 'nats')).filter((file) => file.endsWith('.blk'));
    expect(store.length).toBeGreaterThan(1);
    expect(foundIn(store.map((file) => readFileSync(file, 'latin1')).join('\n'))).toEqual([]);
  });

  it('are in no collection of any database', async () => {
    const connection = await mongoose.createConnection(system.test.endpoints.mongo).asPromise();
    const client = connection.getClient();
    const names = (await client.db().admin().listDatabases()).databases.map(({ name }) => name).filter((name) => name.startsWith('bsp_'));
    expect(names.length).toBeGreaterThan(3);
    let dump = '';
    for (const name of names) for (const { collectionName } of await client.db(name).collections()) dump += JSON.stringify(await client.db(name).collection(collectionName).find().toArray());
    await connection.close();
    expect(dump).toContain('MASTER_ADMINISTRATOR');
    expect(foundIn(dump)).toEqual([]);
  });

  it('would be found if they were there', () => {
    expect(foundIn(`xx${canaries['password']}yy`)).toEqual(['password']);
  });

  /** Every password that a change asks for, wrong and right. */
  async function changeCredentials(customer: Customer, token: string): Promise<void> {
    await completeContactData(system, customer, token);
    const put = (path: string, status: number, body: object) => system.portal.expect(status, 'PUT', path, { token, body });
    const [currentPassword, newPassword] = [customer.password, CHANGES['changed password']];
    await put('/me/password', 422, { currentPassword, newPassword, newPasswordRepeat: CHANGES['wrong repetition'] });
    await put('/me/password', 422, { currentPassword: CHANGES['wrong current password'], newPassword, newPasswordRepeat: newPassword });
    await put('/me/password', 422, { currentPassword, newPassword: CHANGES['refused change'], newPasswordRepeat: CHANGES['refused change'] });
    await put('/me/password', 204, { currentPassword, newPassword, newPasswordRepeat: newPassword });
    const newUsername = `${customer.username}.x`;
    await put('/me/username', 422, { newUsername, currentPassword: CHANGES['wrong password of a change of username'] });
    await put('/me/username', 200, { newUsername, currentPassword: newPassword });
  }

  /** Credentials that are somebody else's to check. */
  async function showToTelco(token: string): Promise<void> {
    const link = (body: object) => system.portal.expect(422, 'POST', '/customer-centre-links', { token, body });
    await link({ method: 'TELEKOM_LOGIN', username: TELCO['username of a Telekom login'], password: TELCO['password of a Telekom login'] });
    await link({ method: 'ACCESS_NUMBER', accessNumber: '0228471100', personalPassword: TELCO['personal password of an access number'] });
    await link({ method: 'TELEKOM_LOGIN', username: TELCO['username of a Telekom login'], personalPassword: TELCO['personal password of an access number'] });
  }

  /** What a letter brings, and what leads into another portal. */
  async function connectAndHandOver(customer: Customer, token: string): Promise<Record<string, string>> {
    const { customerNumber } = customer;
    const code = await newOneTimePassword(system, customer);
    const connect = (status: number, oneTimePassword: string) =>
      system.portal.expect(status, 'POST', '/customer-links', { token, body: { customerNumber, oneTimePassword }, headers: { 'idempotency-key': `connect-with-answer-${status}` } });
    await connect(422, WRONG_CODE);
    await connect(201, code);
    const { fields } = await system.portal.expect<{ fields: { handover: string } }>(201, 'POST', `/contracts/${customer.accessNumber}/handovers`, { token, body: { target: 'ADMINISTRATION_PORTAL' } });
    return { 'wrong one-time password': WRONG_CODE, 'one-time password': code, 'one-time password without dashes': code.replaceAll('-', ''), handover: fields.handover };
  }

  function foundIn(text: string): string[] {
    return Object.entries(canaries).filter(([, secret]) => text.includes(secret)).map(([name]) => name);
  }
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)).filter((file) => statSync(file).isFile());
}
