import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FastifyRequest } from 'fastify';
import { AllowedMethods } from '../route/allowed-methods.js';
import { BoundedMap } from './bounded-map.js';
import { trustProxyOf } from './gateway-adapter.js';
import { idempotencyOf } from './idempotency-key.js';
import { ipPrefixOf } from './ip-prefix.js';
import { deviceOf } from './origin.js';
import { refreshTokenOf } from './refresh-cookie.js';

describe('of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2ff:a:b:c:d', '2001:db8:1:200::/56'],
    ['2001:DB8::1', '2001:db8:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['fe80::1%eth0', 'fe80:0:0:0::/56'],
    ['not an address', 'unknown'],
    ['', 'unknown'],
  ])('%j only the network %s is kept', (address, prefix) => {
    expect(ipPrefixOf(address)).toBe(prefix);
  });
});

describe('of a device', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox 128, Windows 10'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1', 'Mobile Safari 17, iOS 17.5'],
    ['Mozilla/5.0 (Windows NT 5.1; rv:52.0) Gecko/20100101 Firefox/52.0', 'Firefox 52, Windows XP'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15', 'Safari 17, Mac OS 10.15'],
    ['curl/8.5.0', '?'],
    ['', '?'],
    [undefined, '?'],
  ])('%j is kept in words', (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });

  it.each([
    ['Your-account-is-blocked,call-0800-123456', '?'],
    ['\u202eevil\u0000', '?'],
    ['x'.repeat(10_000), '?'],
    ['Mozilla/5.0 (Windows NT 10.0) Firefox/CALL_0800_123456', 'Firefox, Windows 10'],
    ['Mozilla/5.0 (Windows NT 10.0) Firefox/0800123456.1', 'Firefox, Windows 10'],
    ['Mozilla/5.0 (Xbox; Xbox your account is blocked, visit evil.example) Firefox/128.0', 'Firefox 128, Xbox'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X call 0800 123456) Version/evil.example Safari/1', 'Safari, Mac OS'],
    ['haiku visit_evil', 'haiku'],
    ['Ubuntu/evil.example', 'Ubuntu'],
    ['Android 0800.123456.78', 'Android'],
  ])('%j leaves nothing that its sender chose to write', (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });

  it('however its header is filled, no other words are kept than those of browsers and systems', () => {
    const places = [(text: string) => text, ...['Firefox/', 'MSIE ', 'Konqueror/', 'Version/', 'Windows NT ', 'Mac OS X ', 'Linux ', 'CrOS x ', 'Xbox; Xbox ', 'SunOS '].map((known) => (text: string) => `Mozilla/5.0 (X; ${known}${text}) Safari/1 ${known}${text}`)];
    const hostile = fc.string({ unit: fc.constantFrom('z', 'j', 'Z', '7', '.', '-', '_', ' ', '/', '<', '\u202e'), minLength: 3 });
    fc.assert(fc.property(fc.constantFrom(...places), hostile, (place, text) => {
      expect(deviceOf(place(text))).toMatch(/^(\?|[A-Za-z /,]*( \d{1,3}(\.\d{1,2})?)?(, [A-Za-z ]+( \d{1,3}(\.\d{1,2})?)?)?)$/);
      expect(deviceOf(place(text))).not.toMatch(/[zj]{2}|\d{4}/i);
    }));
  });
});

describe('an Idempotency-Key', () => {
  const request = (key: unknown, body: unknown = {}) => ({ headers: { 'idempotency-key': key }, method: 'POST', raw: { url: '/api/v1/x?y' }, body, caller: { accountId: 'a' } }) as unknown as FastifyRequest;

  it('counts per account and route, and holds for the same body', () => {
    const key = 'k'.repeat(16);
    expect(idempotencyOf(request(key))).toMatchObject({ key, scope: 'a POST /api/v1/x' });
    expect(idempotencyOf(request(key, { a: 1 }))!.fingerprint).toBe(idempotencyOf(request(key, { a: 1 }))!.fingerprint);
    expect(idempotencyOf(request(key, { a: 1 }))!.fingerprint).not.toBe(idempotencyOf(request(key, { a: 2 }))!.fingerprint);
    expect(idempotencyOf(request(undefined))).toBeUndefined();
  });

  it.each([['short'], ['k'.repeat(129)], ['k k'.repeat(8)], ['ü'.repeat(20)], ['']])('%j is refused', (key) => {
    expect(() => idempotencyOf(request(key))).toThrow(expect.objectContaining({ code: 'validation-failed' }));
  });
});

describe('the refresh cookie', () => {
  const request = (cookie: string, headers: object = {}) => ({ headers: { cookie, ...headers }, host: 'portal.example' }) as unknown as FastifyRequest;

  it('is found among others, and nothing else is taken for it', () => {
    expect(refreshTokenOf(request('a=1; bsp_refresh=x.1.y-_; b=2'))).toBe('x.1.y-_');
    for (const other of ['xbsp_refresh=1', 'a=bsp_refresh=1', 'bsp_refresh=', 'bsp_refresh="x"', 'BSP_REFRESH=1']) expect(refreshTokenOf(request(other))).toBeUndefined();
  });

  it('counts only when the request comes from our own site', () => {
    const from = (headers: object) => refreshTokenOf(request('bsp_refresh=x', headers));
    expect([from({}), from({ origin: 'https://portal.example' }), from({ 'sec-fetch-site': 'same-origin', origin: 'http://other' })]).toEqual(['x', 'x', 'x']);
    for (const foreign of [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) expect(from(foreign)).toBeUndefined();
  });
});

it('allowed methods are those of the path', () => {
  const allowed = new AllowedMethods();
  for (const [method, url] of [['GET', '/me/sessions'], ['DELETE', '/me/sessions/:id'], ['DELETE', '/me/sessions'], ['GET', '/a.b']] as const) allowed.add(method, url);
  expect(allowed.of('/me/sessions?limit=1')).toEqual(['DELETE', 'GET']);
  expect(allowed.of('/me/sessions/x')).toEqual(['DELETE']);
  expect(allowed.of('/me/sessions/x/y')).toEqual([]);
  expect(allowed.of('/axb')).toEqual([]);
});

it('a bounded map forgets its oldest entry', () => {
  const map = new BoundedMap<string, number>(2);
  for (const key of ['a', 'b', 'a', 'c']) map.set(key, map.size);
  expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([2, undefined, 2, 2]);
});

it.each([[undefined, false], ['1', 1], ['10.0.0.0/8, 127.0.0.1', '10.0.0.0/8, 127.0.0.1']])('TRUST_PROXY=%s', (setting, meaning) => {
  expect(trustProxyOf(setting)).toBe(meaning);
});
