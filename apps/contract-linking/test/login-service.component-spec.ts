import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type DomainError, ManualClock, newCall } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CentreCredentials, RefusedOtherwise } from '../src/domain/login-service.js';
import { CircuitBreaker } from '../src/outbound/circuit-breaker.js';
import { HttpLoginService, meaningOf } from '../src/outbound/login-service.client.js';

const CREDENTIALS: CentreCredentials = { method: 'TELEKOM_LOGIN', username: 'anna-canary', password: 'geheim-canary' };
const LOGIN = { subject: 'login-1', accessNumbers: ['0228100001'] };
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let url: string;
let answer: Answer;
let asked: { path: string; body: string }[];
let clock: ManualClock;
let lines: string[];
let client: HttpLoginService;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      asked.push({ path: request.url!, body });
      answer(request, response);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.closeAllConnections());
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  [asked, lines, clock] = [[], [], new ManualClock()];
  answer = json(200, LOGIN);
  client = clientFor(url);
});

function clientFor(address: string | undefined): HttpLoginService {
  const logger = createLogger({ service: 'test', level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  return new HttpLoginService(address, new CircuitBreaker(clock, meaningOf), logger);
}

const json = (status: number, body: unknown): Answer => (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const text = (status: number, body: string, headers = {}): Answer => (_, response) => response.writeHead(status, headers).end(body);
const verify = (timeoutMs = 10_000) => client.verify(CREDENTIALS, newCall(timeoutMs));
const refusal = async (timeoutMs?: number) => verify(timeoutMs).then(() => undefined, (error: DomainError) => error.toJSON());
const unavailable = (retryAfter: number) => ({ code: 'external-service-unavailable', kind: 'unavailable', params: { retryAfter } });
const outcomeOf = async (times: number) => {
  for (let n = 0; n < times; n++) await refusal();
  return { asked: asked.length, refusal: await refusal() };
};

describe('the client of the login service', () => {
  it('posts the credentials as they were typed, and nothing else, to one address', async () => {
    expect(await verify()).toEqual(LOGIN);
    expect(asked).toEqual([{ path: '/verify', body: JSON.stringify(CREDENTIALS) }]);
  });

  it('says of what is rejected only that', async () => {
    answer = json(401, { error: 'rejected' });
    expect(await verify()).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it.each<[string, Answer]>([
    ['no JSON', text(200, '<html>')],
    ['nothing', text(200, '')],
    ['another shape', json(200, { subject: 'login-1' })],
    ['no strings', json(200, { ...LOGIN, accessNumbers: [228100001] })],
    ['what is no access number', json(200, { ...LOGIN, accessNumbers: ['0228 100 001'] })],
    ['an operator of the database', json(200, { ...LOGIN, accessNumbers: [{ $gt: '' }] })],
    ['no subject', json(200, { ...LOGIN, subject: '' })],
    ['more than was agreed', json(200, { ...LOGIN, role: 'MASTER_ADMINISTRATOR' })],
    ['more than 10,000 access numbers', json(200, { ...LOGIN, accessNumbers: Array.from({ length: 10_001 }, (_, n) => String(1_000_000 + n)) })],
    ['more than 256 KiB', text(200, `${JSON.stringify(LOGIN)}${' '.repeat(257 * 1_024)}`)],
    ['a status of its own', json(418, LOGIN)],
    ['a redirect', text(307, '', { location: 'http://127.0.0.1:9/verify' })],
    ['a redirect to itself', text(303, '', { location: '/elsewhere' })],
    ['no content', text(204, '')],
  ])('can do nothing with %s, and goes on asking', async (_, given) => {
    answer = given;
    expect(await outcomeOf(6)).toEqual({ asked: 6, refusal: unavailable(2) });
    expect(asked.every(({ path }) => path === '/verify')).toBe(true);
    answer = json(200, LOGIN);
    expect(await verify()).toEqual(LOGIN);
  });

  it('tells a refusal that may depend on what was typed from one that says that nobody looked', async () => {
    const lookedAt = async (status: number) => {
      answer = json(status, {});
      return verify().then(() => undefined, (error: DomainError) => [error.code, error.cause instanceof RefusedOtherwise]);
    };
    for (const status of [400, 403, 404, 410, 422, 423]) expect([status, await lookedAt(status)]).toEqual([status, ['external-service-unavailable', true]]);
    for (const status of [204, 307, 408, 421, 425, 429, 500, 503]) expect([status, await lookedAt(status)]).toEqual([status, ['external-service-unavailable', false]]);
  });

  it('takes an answer of 10,000 access numbers', async () => {
    const accessNumbers = Array.from({ length: 10_000 }, (_, n) => String(1e19 + n * 1e4).slice(0, 20));
    answer = json(200, { ...LOGIN, accessNumbers });
    expect((await verify())?.accessNumbers).toHaveLength(10_000);
  });

  it.each<[string, Answer]>([
    ['500', json(500, LOGIN)],
    ['503 with a page', text(503, '<html>'.repeat(10_000))],
    ['a cut connection', (request) => void request.socket.destroy()],
    ['half an answer', (request, response) => void response.writeHead(200, { 'content-length': '1000' }).write('{"subject"', () => request.socket.destroy())],
  ])('asks no more after %s five times, and again after five seconds', async (_, given) => {
    answer = given;
    expect(await outcomeOf(4)).toEqual({ asked: 4, refusal: unavailable(5) });
    clock.advance(1_500);
    expect([await refusal(), asked.length]).toEqual([unavailable(4), 5]);
    clock.advance(3_500);
    answer = json(401, {});
    expect([await verify(), asked.length]).toEqual([undefined, 6]);
    answer = json(200, LOGIN);
    expect(await verify()).toEqual(LOGIN);
  });

  it.each<[string, Answer]>([
    ['an answer that does not come', () => undefined],
    ['one that comes drop by drop', (_, response) => drip(response)],
  ])('waits 2.5 s for %s', async (_, given) => {
    answer = given;
    const begun = performance.now();
    expect(await refusal()).toEqual(unavailable(2));
    expect(performance.now() - begun).toBeGreaterThan(2_400);
    expect(performance.now() - begun).toBeLessThan(6_000);
  });

  it('waits no longer than whoever asks, and asks nothing that is too late', async () => {
    answer = () => undefined;
    const begun = performance.now();
    expect(await refusal(500)).toEqual(unavailable(2));
    expect(performance.now() - begun).toBeGreaterThan(450);
    expect(performance.now() - begun).toBeLessThan(2_400);
    const before = asked.length;
    expect([await refusal(0), asked.length]).toEqual([unavailable(2), before]);
  });

  it('does not take the service for away because whoever asked had less time than it may take', async () => {
    answer = () => undefined;
    for (let n = 0; n < 6; n++) await refusal(100);
    expect(asked).toHaveLength(6);
    answer = json(200, LOGIN);
    expect(await verify()).toEqual(LOGIN);
  });

  it('says the same where nobody listens, or nobody is configured', async () => {
    client = clientFor('http://127.0.0.1:1');
    expect(await outcomeOf(4)).toEqual({ asked: 0, refusal: unavailable(5) });
    client = clientFor(undefined);
    expect(await outcomeOf(9)).toEqual({ asked: 0, refusal: unavailable(2) });
  });

  it('logs why, and never a word of what was typed or answered', async () => {
    for (const given of [text(200, 'antwort-canary'), json(200, { canary: 'antwort-canary' }), json(500, {}), text(302, '', { location: 'http://antwort-canary.example' })]) {
      answer = given;
      const error = await verify().catch((reason: Error) => reason);
      expect(JSON.stringify([error, (error as Error).stack, (error as Error).cause])).not.toContain('canary');
    }
    expect(lines.map((line) => (JSON.parse(line) as { reason: string }).reason)).toEqual(['not JSON', 'wrong shape: subject, accessNumbers, (root)', 'status 500', 'status 302']);
    expect(lines.join('')).not.toContain('canary');
  });
});

/** A byte every 50 ms, for ever. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}
