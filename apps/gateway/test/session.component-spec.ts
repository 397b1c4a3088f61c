import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller } from '@nestjs/common';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { startService } from '#libs/service';
import { eventually } from '#libs/testing';
import { loadConfig } from '../src/config.js';
import { GatewayModule } from '../src/gateway.module.js';
import { httpSide } from '../src/http/http-side.js';
import { Route } from '../src/route/route.decorator.js';
import { gatewayMigrations } from '../src/storage/migrations.js';
import { baseUrlOf } from './base-url.js';
import { GatewayFixture } from './gateway-fixture.js';

const system = new GatewayFixture();

/** A route that waits for the contact data. */
@Controller('api/v1')
class GatedController {
  @Route('GET /gated', { summary: 'For this test', auth: 'signed-in' })
  gated(): void {}
}

beforeAll(() => system.start({ gateways: 2 }), 60_000);
afterAll(() => system.stop());

const cookieOf = (headers: Headers) => headers.get('set-cookie') ?? '';
const pairOf = (headers: Headers) => cookieOf(headers).split(';')[0]!;

describe('signing in', () => {
  it('answers an RFC 9068 token of five minutes that says who, in which session, in which role, and no more', async () => {
    const account = await system.identity.activated();
    const { status, body } = await system.ask('/auth/login', { body: { username: account.username, password: account.password } });
    expect(status).toBe(200);
    expect(body).toEqual({ status: 'AUTHENTICATED', accessToken: expect.any(String), tokenType: 'Bearer', expiresIn: 300, requiredActions: ['CONTACT_DATA'] });
    expect(decodeProtectedHeader(body.accessToken)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    const claims = decodeJwt(body.accessToken);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'role', 'sid', 'sub']);
    expect(claims.exp! - claims.iat!).toBe(300);
  });

  it('puts the refresh token into a cookie that scripts, other paths and other sites do not get', async () => {
    const { username, password } = await system.identity.activated();
    const { headers, body } = await system.ask('/auth/login', { body: { username, password } });
    expect(body.refreshToken).toBeUndefined();
    expect(cookieOf(headers)).toMatch(/^bsp_refresh=[\w.-]+; HttpOnly; SameSite=Strict; Path=\/api\/v1\/auth; Expires=[^;]+$/);
    const behindProxy = await system.ask('/auth/login', { body: { username, password }, headers: { host: 'portal.example' } });
    expect(behindProxy.status).toBe(200);
  });

  it('refuses unknown users and wrong passwords alike', async () => {
    const { username } = await system.identity.activated();
    const answers = await Promise.all([
      system.ask('/auth/login', { body: { username, password: 'wrong' } }),
      system.ask('/auth/login', { body: { username: 'nobody.knows', password: 'wrong' } }),
    ]);
    const [first, second] = answers.map(({ status, body, headers }) => ({ status, ...body, traceId: '', www: headers.get('www-authenticate') }));
    expect(first).toEqual(second);
    expect(first).toMatchObject({ status: 401, code: 'invalid-credentials', www: 'Bearer realm="bsp-access"' });
  });
});

describe('a session', () => {
  it('is held at the contact data, completes them, and is known to every gateway', async () => {
    const { accessToken: token, contactData, username } = await system.signedIn();
    expect((await system.ask('/me', { token })).body).toMatchObject({ username, requiredActions: ['CONTACT_DATA'] });
    const bad = await system.ask('/me/contact-data', { method: 'PUT', token, body: { ...contactData, firstName: 'Eva', country: 'XX' } });
    expect(bad.body.errors.map(({ field, rule }: { field: string; rule: string }) => `${field}: ${rule}`).sort()).toEqual(['country: range', 'firstName: immutable']);
    const saved = await system.ask('/me/contact-data', { method: 'PUT', token, body: { ...contactData, phone: '0228 7654321', mobile: null, fax: null } });
    expect([saved.status, saved.body.contactData, saved.body.requiredActions]).toEqual([200, expect.objectContaining({ phone: '+492287654321', mobile: null, fax: null }), []]);
    expect((await system.ask('/me', { token, via: 1 })).body).toEqual(saved.body);
    expect((await system.ask('/me/locale', { method: 'PUT', token, body: { locale: 'en' }, via: 1 })).body.locale).toBe('en');
  });

  it('is let in behind the contact data as soon as they are saved, whoever asked before', async () => {
    const config = loadConfig({ ...system.identity.servers.envFor('gateway'), RATE_LIMITS: 'off' });
    const module = GatewayModule.with(config);
    const gated = await startService({ name: 'gateway', config, module: { ...module, controllers: [...module.controllers!, GatedController] }, migrations: gatewayMigrations, http: httpSide(config) });
    try {
      const base = `${await baseUrlOf(gated)}/api/v1`;
      const { accessToken: token, contactData } = await system.signedIn();
      const authorization = `Bearer ${token}`;
      const knock = () => fetch(`${base}/gated`, { headers: { authorization } });
      const refused = await knock();
      expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: 'contact-data-required' })]);
      const early = Array.from({ length: 10 }, knock);
      const saved = await fetch(`${base}/me/contact-data`, { method: 'PUT', headers: { authorization, 'content-type': 'application/json' }, body: JSON.stringify(contactData) });
      expect([saved.status, (await knock()).status]).toEqual([200, 200]);
      for (const { status } of await Promise.all(early)) expect([200, 403]).toContain(status);
    } finally {
      await gated.stop();
    }
  });

  it('gets 503 for a change that does not show everywhere yet, and 200 when it is repeated', async () => {
    const { accessToken: token, contactData } = await system.signedIn();
    await system.stopEntitlements();
    const save = () => system.ask('/me/contact-data', { method: 'PUT', token, body: contactData });
    const early = await save();
    expect([early.status, early.body.code, early.headers.get('retry-after')]).toEqual([503, 'service-unavailable', '2']);
    await system.startEntitlements();
    expect((await save()).status).toBe(200);
  });

  it('rotates its refresh token, gives the same successor to a repetition, and ends when an old one comes later', async () => {
    const { refreshToken: first, accessToken } = await system.signedIn();
    const refresh = (refreshToken: string, via = 0) => system.ask('/auth/refresh', { body: { refreshToken }, via });
    const second = (await refresh(first)).body.refreshToken as string;
    expect(second).not.toBe(first);
    expect((await refresh(first, 1)).body.refreshToken).toBe(second);
    expect((await refresh(second, 1)).status).toBe(200);
    expect((await system.ask('/me', { token: accessToken })).status).toBe(200);
    expect((await refresh(first)).body.code).toBe('token-invalid');
    expect((await system.ask('/me', { token: accessToken })).status).toBe(401);
    await eventually(async () => expect((await system.ask('/me', { token: accessToken, via: 1 })).status).toBe(401), { within: 1_000 });
  });

  it('is refreshed by the cookie from its own site only, and a dead cookie is cleared', async () => {
    const { username, password } = await system.identity.activated();
    const { headers } = await system.ask('/auth/login', { body: { username, password } });
    const cookie = pairOf(headers);
    const foreigners: Record<string, string>[] = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }];
    for (const foreign of foreigners) {
      const answer = await system.ask('/auth/refresh', { method: 'POST', headers: { cookie, ...foreign } });
      expect([answer.status, answer.body.code]).toEqual([401, 'token-invalid']);
    }
    const own = await system.ask('/auth/refresh', { method: 'POST', headers: { cookie, origin: system.url() } });
    expect([own.status, pairOf(own.headers) === cookie, own.body.refreshToken]).toEqual([200, false, undefined]);
    const dead = await system.ask('/auth/refresh', { method: 'POST', headers: { cookie: 'bsp_refresh=dead.token' } });
    expect([dead.status, cookieOf(dead.headers)]).toEqual([401, expect.stringContaining('bsp_refresh=; HttpOnly; SameSite=Strict; Path=/api/v1/auth; Expires=Thu, 01 Jan 1970')]);
  });

  it('is listed with device and network, and signed out there', async () => {
    const mine = await system.signedIn();
    const other = await system.signIn(mine, 1);
    const listed = await system.ask('/me/sessions', { token: mine.accessToken, headers: { 'user-agent': 'x' } });
    expect(listed.body).toEqual({ items: [expect.anything(), expect.anything()], nextCursor: null });
    const found = listed.body.items.find(({ current }: { current: boolean }) => !current);
    expect(found).toMatchObject({ id: decodeJwt(other.accessToken)['sid'], ipPrefix: '127.0.0.0/24' });
    expect((await system.ask('/me/sessions?limit=0&x=1', { token: mine.accessToken })).status).toBe(422);
    expect((await system.ask('/me', { token: other.accessToken })).status).toBe(200);
    expect((await system.ask(`/me/sessions/${found.id}`, { method: 'DELETE', token: mine.accessToken })).status).toBe(204);
    expect((await system.ask('/me', { token: other.accessToken })).status).toBe(401);
    await eventually(async () => expect((await system.ask('/me', { token: other.accessToken, via: 1 })).status).toBe(401), { within: 1_000 });
  });

  it('of somebody else does not exist', async () => {
    const [mine, theirs] = [await system.signedIn(), await system.signedIn()];
    for (const id of [decodeJwt(theirs.accessToken)['sid'], '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d', 'no-id']) {
      const answer = await system.ask(`/me/sessions/${id as string}`, { method: 'DELETE', token: mine.accessToken });
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found']);
    }
    expect((await system.ask('/me', { token: theirs.accessToken })).status).toBe(200);
  });

  it('ends all others at once', async () => {
    const mine = await system.signedIn();
    const others = [await system.signIn(mine), await system.signIn(mine)];
    for (const { accessToken: token } of others) expect((await system.ask('/me', { token })).status).toBe(200);
    expect((await system.ask('/me/sessions', { method: 'DELETE', token: mine.accessToken })).status).toBe(204);
    for (const { accessToken: token } of others) expect((await system.ask('/me', { token })).status).toBe(401);
    expect((await system.ask('/me', { token: mine.accessToken })).status).toBe(200);
  });
});

describe('signing out', () => {
  it('ends the session at once where it was answered and within a second everywhere, refresh token included', async () => {
    const { accessToken: token, refreshToken } = await system.signedIn();
    for (const via of [0, 1]) expect((await system.ask('/me', { token, via })).status).toBe(200);
    expect((await system.ask('/auth/logout', { method: 'POST', token })).status).toBe(204);
    expect((await system.ask('/me', { token })).status).toBe(401);
    await eventually(async () => expect((await system.ask('/me', { token, via: 1 })).status).toBe(401), { within: 1_000 });
    expect((await system.ask('/auth/refresh', { body: { refreshToken } })).body.code).toBe('token-invalid');
    expect((await system.ask('/auth/logout', { method: 'POST', token })).status).toBe(204);
  });

  it.each([null, '', 7, {}, ['x'], 'x'.repeat(257)])('takes the refresh token %j for none, and ends the session of the bearer', async (refreshToken) => {
    const { accessToken: token } = await system.signedIn();
    expect((await system.ask('/auth/logout', { body: { refreshToken }, token })).status).toBe(204);
    expect((await system.ask('/me', { token })).status).toBe(401);
  });

  it('works with the refresh token in body or cookie, and clears the cookie', async () => {
    const mine = await system.signedIn();
    expect((await system.ask('/auth/logout', { body: { refreshToken: mine.refreshToken } })).status).toBe(204);
    expect((await system.ask('/me', { token: mine.accessToken })).status).toBe(401);
    const { headers, body } = await system.ask('/auth/login', { body: { username: mine.username, password: mine.password } });
    const out = await system.ask('/auth/logout', { method: 'POST', headers: { cookie: pairOf(headers) } });
    expect([out.status, cookieOf(out.headers)]).toEqual([204, expect.stringContaining('bsp_refresh=;')]);
    expect((await system.ask('/me', { token: body.accessToken })).status).toBe(401);
  });
});

describe('the bus', () => {
  it('lets the gateway hear of ended sessions, and refused it nothing', async () => {
    const { accessToken: token, refreshToken } = await system.signedIn();
    expect((await system.ask('/me', { token, via: 1 })).status).toBe(200);
    await system.ask('/auth/logout', { body: { refreshToken } });
    await eventually(async () => expect((await system.ask('/me', { token, via: 1 })).status).toBe(401), { within: 1_000 });
    expect(await (await fetch(`${system.url()}/metrics`)).text()).not.toContain('bsp_nats_permission_violations_total{');
  });
});
