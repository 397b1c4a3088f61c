import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SessionChecks } from '../src/sessions/session-checks.js';
import { GatewayFixture } from './gateway-fixture.js';

const system = new GatewayFixture();
beforeAll(() => system.start(), 60_000);
afterAll(() => system.stop());

/** The answer to whoever goes on with the token of a session that they have ended. */
async function answerAfterSignOut(): Promise<number> {
  const { accessToken: token } = await system.signedIn();
  await system.ask('/auth/logout', { token, body: {} });
  return (await system.ask('/me', { token })).status;
}

describe('the check of the session behind a token', () => {
  it('refuses the token of a session that has ended', async () => {
    expect(await answerAfterSignOut()).toBe(401);
  });

  it('is what refuses it: without it the token would be good for five minutes', async () => {
    const checks = system.gateways[0]!.app.get(SessionChecks);
    const check = checks.check;
    checks.check = async () => undefined;
    expect(await answerAfterSignOut().finally(() => (checks.check = check))).toBe(200);
  });
});
