import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { signIn } from '#libs/contracts';
import { connectNats } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { type RunningService, startService } from '#libs/service';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { baseUrlOf } from './base-url.js';
import { loadConfig } from '../src/config.js';
import { GatewayModule } from '../src/gateway.module.js';
import { httpSide } from '../src/http/http-side.js';
import { ROUTE_CONTROLLERS } from '../src/http/route-controllers.js';
import { start } from '../src/main.js';
import { routesOf } from '../src/route/route.decorator.js';
import { gatewayMigrations } from '../src/storage/migrations.js';

let servers: TestServers;
let gateway: RunningService;
let url: string;

beforeAll(async () => {
  servers = await startTestServers();
  gateway = await start(servers.envFor('gateway'));
  url = await baseUrlOf(gateway);
});

afterAll(async () => {
  await gateway?.stop();
  await servers?.stop();
});

const ask = async (path: string, init?: RequestInit) => {
  const answer = await fetch(`${url}${path}`, init);
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, body: answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined };
};
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });

describe('the HTTP surface', () => {
  it('answers its status and the password policy in the caller’s language', async () => {
    expect((await ask('/api/v1/status')).body).toEqual({ status: 'ok', version: expect.any(String) });
    const policy = await ask('/api/v1/password-policy', { headers: { 'accept-language': 'en' } });
    expect(policy.body.variants.STANDARD).toMatchObject({ minLength: 8, maxLength: 32, require: ['letter', 'digit', 'special'], history: 5, recommendation: expect.stringContaining('Mix') });
  });

  it('publishes its keys, its contract and a page to read it', async () => {
    const { keys } = (await ask('/.well-known/jwks.json')).body;
    expect(keys).toHaveLength(2);
    for (const key of keys) expect(Object.keys(key).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect((await ask('/api/openapi.json')).body.openapi).toBe('3.1.1');
    const docs = await ask('/');
    // The bare address leads there too.
    expect([docs.status, docs.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const [, path] of docs.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) expect((await ask(path!)).status).toBe(200);
  });

  it('forbids framing, sniffing, scripts and keeping, on errors too', async () => {
    for (const path of ['/api/v1/status', '/nowhere', '/api/v1/me']) {
      const { headers } = await ask(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it.each([
    ['broken JSON', '/api/v1/auth/login', '{"a":', 'application/json', 400, 'malformed-request'],
    ['a prototype in JSON', '/api/v1/auth/login', '{"__proto__":{"a":1}}', 'application/json', 400, 'malformed-request'],
    ['a form', '/api/v1/auth/login', 'a=b', 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['a body that is too large', '/api/v1/auth/login', JSON.stringify({ a: 'x'.repeat(33_000) }), 'application/json', 413, 'payload-too-large'],
    ['an unknown path', '/api/v1/nowhere', '{}', 'application/json', 404, 'not-found'],
    ['another method', '/api/v1/me', '{}', 'application/json', 405, 'method-not-allowed'],
    ['a list instead of an object', '/api/v1/auth/login', '[]', 'application/json', 422, 'validation-failed'],
    ['no token', '/api/v1/me/sessions', undefined, undefined, 401, 'token-invalid'],
    ['an address that cannot be decoded', '/api/v1/%zz', undefined, undefined, 400, 'malformed-request'],
    ['a broken token', '/api/v1/me', undefined, undefined, 401, 'token-invalid'],
  ])('answers %s with a problem document', async (_, path, body, type, status, code) => {
    const answer = await ask(path, { method: body === undefined ? 'GET' : 'POST', ...(body !== undefined && { body }), headers: { ...(type && { 'content-type': type }), ...(path.endsWith('/me') && !body && { authorization: 'Bearer x.y.z' }) } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ status, code, title: expect.any(String), detail: expect.any(String), instance: path, traceId: expect.any(String) })]);
    expect(answer.headers.get('www-authenticate') !== null).toBe(status === 401);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(routesOf(ROUTE_CONTROLLERS).filter(({ auth }) => auth === 'signed-in').map(({ method, path }) => [method, path]))('lets nobody use %s %s without a token, or with one that is forged', async (method, path) => {
    const tokens = [undefined, 'Bearer', 'Bearer x', `Bearer ${'e30.'.repeat(2)}x`, 'Basic eDp4'];
    for (const authorization of tokens) {
      const answer = await ask(`/api/v1${path.replace('{id}', '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d')}`, { method, headers: { ...(authorization && { authorization }) } });
      expect([answer.status, answer.body.code]).toEqual([401, 'token-invalid']);
    }
  });

  it('in production is guarded by HSTS and shows neither health nor metrics', async () => {
    const config = { ...loadConfig(servers.envFor('gateway')), NODE_ENV: 'production' as const };
    const production = await startService({ name: 'gateway', config, module: GatewayModule.with(config), migrations: gatewayMigrations, http: httpSide(config) });
    const base = await baseUrlOf(production);
    expect((await fetch(`${base}/api/v1/status`)).headers.get('strict-transport-security')).toContain('max-age=63072000');
    for (const path of ['/health/live', '/health/ready', '/metrics']) expect((await fetch(`${base}${path}`)).status).toBe(404);
    await production.stop();
  });

  it('names the methods that work', async () => {
    expect((await ask('/api/v1/me/sessions', { method: 'PUT' })).headers.get('allow')).toBe('DELETE, GET, HEAD');
  });

  it('reads bytes that are no UTF-8 as malformed', async () => {
    const answer = await ask('/api/v1/auth/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) });
    expect(answer.body.code).toBe('malformed-request');
  });

  it('answers what is no HTTP at all', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const heard = new Promise<string>((resolve) => socket.on('data', (data) => resolve(data.toString())));
    socket.write('NONSENSE\r\n\r\n');
    expect(await heard).toMatch(/^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*malformed-request/);
    socket.destroy();
  });

  it('names every wrong field, in German or English, and refuses unknown ones', async () => {
    const body = { salutation: 'HERR', firstName: '', email: 'x', customerNumber: '12', role: 'SUPPORT_AGENT' };
    const german = await post('/api/v1/registrations', body);
    expect(german.status).toBe(422);
    expect(german.headers.get('content-language')).toBe('de');
    const rules = (german.body.errors as { field: string; rule: string }[]).map(({ field, rule }) => `${field}: ${rule}`);
    expect(rules.sort()).toEqual(['acceptTerms: required', 'company: required', 'customerNumber: format', 'email: format', 'firstName: required', 'lastName: required', 'locale: required', 'phone: required', 'role: unknown', 'salutation: range'].sort());
    const english = await post('/api/v1/registrations', body, { 'accept-language': 'en' });
    expect(english.body.errors.find((error: { field: string }) => error.field === 'customerNumber').message).toBe('This does not have the right form. Expected is 6 to 14 digits.');
  });

  it('takes an empty POST as {}', async () => {
    for (const headers of [{}, { 'content-type': 'application/json' }] as Record<string, string>[]) {
      expect((await ask('/api/v1/auth/logout', { method: 'POST', headers })).status).toBe(204);
    }
  });

  it('signs out whoever comes, whatever they bring', async () => {
    const brought: Record<string, string>[] = [{ authorization: 'Bearer nonsense' }, { cookie: 'other=1' }, { authorization: 'Basic eA==' }];
    for (const headers of brought) expect((await post('/api/v1/auth/logout', {}, headers)).status).toBe(204);
  });

  it('answers 503 with Retry-After at once when nobody listens on the bus', async () => {
    const started = performance.now();
    const answer = await post('/api/v1/auth/login', { username: 'erika.muster', password: 'Sommer+2026' });
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'service-unavailable', '2']);
    expect(performance.now() - started).toBeLessThan(2_900);
  });

  it('lets nobody wait for a service that hangs', async () => {
    const link = await connectNats({ url: servers.nats.url, user: 'identity', password: servers.nats.passwordFor('identity'), service: 'identity', logger: createLogger({ service: 'test', level: 'silent' }) });
    link.nc.subscribe(signIn.subject, { queue: 'identity' });
    const started = performance.now();
    const answer = await post('/api/v1/auth/login', { username: 'erika.muster', password: 'Sommer+2026' });
    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([503, 'service-unavailable', '2']);
    expect(performance.now() - started).toBeLessThan(8_000);
    await link.close();
  });

  it('lets nobody wait for a database that hangs, and goes on when it is back', async () => {
    process.kill(servers.mongo.pid, 'SIGSTOP');
    try {
      const started = performance.now();
      const answer = await post('/api/v1/activations', { activationCode: 'x' });
      expect([answer.status, answer.body.code]).toEqual([503, 'service-unavailable']);
      expect(performance.now() - started).toBeLessThan(8_000);
      expect((await ask('/api/v1/status')).status).toBe(200);
    } finally {
      process.kill(servers.mongo.pid, 'SIGCONT');
    }
    await eventually(async () => expect((await post('/api/v1/activations', {})).status).toBe(422));
  });

  it('refuses too many tries from one network, for all gateways together', async () => {
    const other = await start(servers.envFor('gateway'));
    const urls = [url, await baseUrlOf(other)];
    const statuses: number[] = [];
    for (let i = 0; i < 24; i++) statuses.push((await fetch(`${urls[i % 2]}/api/v1/registrations/resend`, { method: 'POST' })).status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(20);
    const answer = await fetch(`${urls[1]}/api/v1/registrations/resend`, { method: 'POST' });
    expect([answer.status, Number(answer.headers.get('retry-after')) > 3_000]).toEqual([429, true]);
    await other.stop();
  });

  it('shows health and metrics on the public port outside of production', async () => {
    expect((await ask('/health/live')).status).toBe(200);
    expect((await ask('/health/ready')).body).toEqual({ status: 'ok' });
    expect((await ask('/metrics')).text).toContain('bsp_http_request_seconds');
  });
});
