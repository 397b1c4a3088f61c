import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeActivation, salesPartnerOnboarded } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { aPartner, freshUsername, ORIGIN } from '../../identity/test/builders.js';
import { crmFact } from '../../identity/test/crm.js';
import { GatewayFixture } from './gateway-fixture.js';

const DIGITS = '58203917';
const system = new GatewayFixture();
beforeAll(() => system.start({ gateways: 2, env: { RATE_LIMITS: 'on' } }), 60_000);
afterAll(() => system.stop());

async function activePartner() {
  const partner = aPartner();
  await crmFact(await system.identity.link('harness'), salesPartnerOnboarded, partner);
  const username = freshUsername();
  const activationToken = await system.identity.activationToken(await system.identity.codeFor(partner.email));
  await system.identity.ask(completeActivation, { activationToken, username, password: DIGITS, origin: ORIGIN });
  return { partner, username };
}

async function challenged() {
  const { partner, username } = await activePartner();
  const answer = await system.ask('/auth/login', { body: { username, password: DIGITS } });
  const code = (await system.identity.codesFor(partner.email, 'otp-code')).at(-1)!.code;
  return { answer, challengeId: answer.body.challengeId as string, code };
}

describe('signing in in the OTP procedure', () => {
  it('answers the password with a challenge and no token, and the code with a session like everybody\'s', async () => {
    const { answer, challengeId, code } = await challenged();
    expect([answer.status, answer.body, answer.headers.get('set-cookie')]).toEqual([200, { status: 'OTP_REQUIRED', challengeId: expect.any(String), expiresAt: expect.stringMatching(/Z$/) }, null]);
    const opened = await system.ask('/auth/otp', { body: { challengeId, code }, via: 1 });
    expect([opened.status, opened.body]).toEqual([200, { status: 'AUTHENTICATED', accessToken: expect.any(String), tokenType: 'Bearer', expiresIn: 300, requiredActions: [] }]);
    expect(opened.headers.get('set-cookie')).toMatch(/^bsp_refresh=[\w.-]+; HttpOnly; SameSite=Strict; Path=\/api\/v1\/auth;/);
    const me = await system.ask('/me', { token: opened.body.accessToken });
    expect([me.status, me.body]).toEqual([200, expect.objectContaining({ role: 'SALES_PARTNER', requiredActions: [] })]);
    expect((await system.ask('/auth/otp', { body: { challengeId, code } })).body).toMatchObject({ status: 410, code: 'code-used' });
  });

  it('gives the refresh token in the body where that is wanted', async () => {
    const { challengeId, code } = await challenged();
    const { body, headers } = await system.ask('/auth/otp', { body: { challengeId, code, tokenTransport: 'body' } });
    expect([body.refreshToken, headers.get('set-cookie')]).toEqual([expect.any(String), null]);
    expect((await system.ask('/auth/refresh', { body: { refreshToken: body.refreshToken } })).status).toBe(200);
  });

  it.each(['nonsense', '', 7, null, '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d'])('refuses a code for the challenge %j with a problem that names no hotline', async (challengeId) => {
    const { status, body } = await system.ask('/auth/otp', { body: { challengeId, code: '12345678' } });
    expect([status, body.hotline]).toEqual([422, undefined]);
    expect(body.code).toBe(typeof challengeId === 'string' && challengeId !== '' ? 'code-invalid' : 'validation-failed');
  });

  it('limits tries per network, with the time to wait', async () => {
    const answers = [];
    for (let n = 0; n < 61; n++) answers.push(await system.ask('/auth/otp', { body: { challengeId: newId(), code: '12345678' } }));
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
