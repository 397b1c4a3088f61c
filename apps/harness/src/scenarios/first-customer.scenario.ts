import assert from 'node:assert/strict';
import { activate, becomeKnown, completeContactData, newCustomer, register, signIn, type System, type Tokens } from './customer-journey.js';

/** The whole way once, each step printed: from the CRM's facts to a sign-out after which no token works. */
export async function firstCustomer(system: System, print: (line: string) => void = console.log): Promise<void> {
  const { portal } = system;
  const customer = newCustomer();
  const step = (text: string) => print(`✓ ${text}`);

  await becomeKnown(system, customer);
  step(`the CRM published customer ${customer.customerNumber} with contract ${customer.accessNumber}`);
  await register(system, customer);
  step(`${customer.email} registered: 202, as always`);
  const username = await activate(system, customer);
  step(`the code from the e-mail activated the account "${username}"`);

  const first = await signIn(system, customer);
  assert.deepEqual(first.requiredActions, ['CONTACT_DATA']);
  step('signed in, and held at the contact data');
  await completeContactData(system, customer, first.accessToken);
  step('contact data completed');

  const me = await portal.expect<{ username: string; requiredActions: string[] }>(200, 'GET', '/me', { token: first.accessToken });
  assert.deepEqual([me.username, me.requiredActions], [username, []]);
  step('GET /me shows the account, nothing is required any more');
  const second = await portal.expect<Tokens>(200, 'POST', '/auth/refresh', { body: { refreshToken: first.refreshToken } });
  assert.notEqual(second.refreshToken, first.refreshToken);
  step('refreshed: a new access token and the next refresh token');
  const sessions = await portal.expect<{ items: { current: boolean; device: string }[] }>(200, 'GET', '/me/sessions', { token: second.accessToken });
  assert.equal(sessions.items.filter(({ current }) => current).length, 1);
  step(`one session is listed: ${sessions.items[0]!.device}`);

  await portal.expect(204, 'POST', '/auth/logout', { token: second.accessToken });
  for (const token of [first.accessToken, second.accessToken]) await portal.expect(401, 'GET', '/me', { token });
  await portal.expect(401, 'POST', '/auth/refresh', { body: { refreshToken: second.refreshToken } });
  step('signed out: every token of the session is refused');
}
