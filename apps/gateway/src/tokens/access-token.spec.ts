import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock, newId } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { decodeProtectedHeader } from 'jose';
import jwt from 'jsonwebtoken';
import { type KeyRing, rotate } from '../domain/key-ring.policy.js';
import { KeyRingStore } from '../domain/key-ring.store.js';
import { KeySettings } from '../domain/key-settings.js';
import { newSigningKey } from '../domain/signing-key.js';
import { AUDIENCE, ISSUER } from './access-token.js';
import { AccessTokenIssuer } from './access-token.issuer.js';
import { AccessTokenVerifier } from './access-token.verifier.js';
import { SigningKeys } from './signing-keys.js';

class RingInMemory extends KeyRingStore {
  ring: KeyRing | undefined;
  reads = 0;

  async read() {
    this.reads += 1;
    return this.ring;
  }

  async create(ring: KeyRing) {
    this.ring ??= ring;
    return this.ring === ring;
  }

  async replace(_: never, ring: KeyRing) {
    this.ring = ring;
    return true;
  }
}

const settings = new KeySettings('a secret for this test', 300_000);
const rings = new RingInMemory();
const signingKeys = (these: KeySettings) => new SigningKeys(rings, new ManualClock(new Date()), these, createLogger({ service: 'test', level: 'silent' }));
const keys = signingKeys(settings);
const issuer = new AccessTokenIssuer(keys, settings);
const verifier = new AccessTokenVerifier(keys);

const account = { accountId: newId(), sessionId: newId(), role: 'MASTER_ADMINISTRATOR' as const };
const verify = (token: string) => verifier.verify({ authorization: `Bearer ${token}` });
const kidOf = (token: string) => decodeProtectedHeader(token).kid!;
const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1_000);
const claims = (): Record<string, unknown> => ({ iss: ISSUER, aud: AUDIENCE, sub: account.accountId, sid: account.sessionId, role: account.role, jti: 'x'.repeat(22), iat: now(), exp: now() + 300 });

beforeAll(async () => {
  await keys.onModuleInit();
  await keys.onApplicationShutdown();
});

/** Signs anything with our own key: what a mistake in the issuer, or another service with the key, could make. */
function signed(payload: unknown, header: object = {}, key: KeyObject = keys.active.key): string {
  const input = `${encode({ alg: 'ES256', typ: 'at+jwt', kid: keys.active.kid, ...header })}.${encode(payload)}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

function* forgeries(): Generator<[string, string]> {
  const good = signed(claims());
  const [head, body, signature] = good.split('.') as [string, string, string];
  for (const alg of ['none', 'None', 'NONE', 'nOnE', 'HS256', 'HS384', 'HS512', 'RS256', 'PS256', 'ES384', 'ES512', 'EdDSA', '', null, 1, ['ES256']]) {
    for (const end of ['', signature, 'AAAA', encode('x'.repeat(64))]) yield [`alg ${String(alg)}`, `${encode({ alg, typ: 'at+jwt', kid: keys.active.kid })}.${body}.${end}`];
  }
  const pem = createPublicKey(keys.active.key).export({ type: 'spki', format: 'pem' });
  for (const secret of [pem, pem.toString().trim(), JSON.stringify(keys.jwks()), keys.active.kid, '', 'secret']) {
    for (const [alg, hash] of [['HS256', 'sha256'], ['HS384', 'sha384'], ['HS512', 'sha512']] as const) {
      const input = `${encode({ alg, typ: 'at+jwt', kid: keys.active.kid })}.${body}`;
      yield [`public key as ${alg} secret`, `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`];
    }
  }
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = stranger.publicKey.export({ format: 'jwk' });
  for (const header of [{}, { jwk }, { jku: 'https://evil.example/jwks.json' }, { x5u: 'https://evil.example' }, { x5c: ['MIIB'] }, { kid: 'unknown' }, { kid: '../../etc/passwd' }, { kid: null }, { kid: { $ne: 1 } }, { kid: '' }, { kid: '__proto__' }]) {
    yield ['a stranger’s key', signed(claims(), header, stranger.privateKey)];
  }
  for (const key of ['iss', 'aud', 'sub', 'sid', 'role', 'jti', 'iat', 'exp']) {
    for (const value of [undefined, null, '', 'x', 0, -1, true, [], {}, ['x']]) yield [`${key} ${JSON.stringify(value)}`, signed({ ...claims(), [key]: value })];
  }
  for (const exp of [now(), now() - 1, now() - 300, 1, String(now() + 300), 1e30, now() + 0.5]) yield [`exp ${exp}`, signed({ ...claims(), exp })];
  for (const aud of ['urn:bsp-access', `${AUDIENCE}x`, [`${AUDIENCE} `], 'https://api.example']) yield [`aud ${String(aud)}`, signed({ ...claims(), aud })];
  for (const typ of ['JWT', 'jwt', 'handover+jwt', 'application/at+jwt', 'AT+JWT', '', null, undefined]) yield [`typ ${String(typ)}`, signed(claims(), { typ })];
  for (const extra of [{ crit: ['exp'] }, { crit: [] }, { alg: 'ES384' }]) yield ['a header that must be understood', signed(claims(), extra)];
  for (const text of ['', '.', '..', '...', 'a.b.c', `${head}.${body}`, `${head}..${signature}`, `.${body}.${signature}`, `${good}.`, `${good}=`, `${good}==`, ` ${good}x`, `${head}.${body}.${signature}\u0000`, good.replace('.', '..'), good.slice(0, -1), good.slice(0, -4), `${good}A`]) {
    yield ['not three parts', text];
  }
  for (const zero of [Buffer.alloc(64), Buffer.alloc(64, 255), Buffer.alloc(0), Buffer.alloc(32), Buffer.concat([Buffer.alloc(32, 1), Buffer.alloc(32)])]) yield ['psychic signature', `${head}.${body}.${zero.toString('base64url')}`];
  yield ['a DER signature', `${head}.${body}.${sign('sha256', Buffer.from(`${head}.${body}`), keys.active.key).toString('base64url')}`];
  for (const changed of [{ sub: newId() }, { sid: newId() }, { role: 'SUPPORT_AGENT' }, { exp: now() + 9_999 }]) yield ['another payload', `${head}.${encode({ ...claims(), ...changed })}.${signature}`];
  // One bit after the other.
  for (let at = 0; at < good.length; at++) {
    if (good[at] === '.') continue;
    const flipped = `${good.slice(0, at)}${good[at] === 'A' ? 'B' : 'A'}${good.slice(at + 1)}`;
    if (flipped !== good) yield [`symbol ${at} changed`, flipped];
  }
}

describe('access tokens', () => {
  it('of our own are accepted until they expire', async () => {
    const { accessToken, expiresIn } = issuer.issue(account);
    expect(expiresIn).toBe(300);
    expect(await verify(accessToken)).toEqual({ ...account, expiresAt: expect.any(Number) });
    expect(await verify(signed(claims()))).toMatchObject(account);
    expect(await verify(signed({ ...claims(), exp: now() - 1 }))).toBeUndefined();
    expect(await verifier.verifyEvenExpired({ authorization: `Bearer ${signed({ ...claims(), exp: now() - 9_999 })}` })).toMatchObject(account);
  });

  it('that are forged are refused, each of more than 400, also for signing out', async () => {
    const accepted: string[] = [];
    let count = 0;
    for (const [what, token] of forgeries()) {
      count += 1;
      if (await verify(token)) accepted.push(what);
      const isOnlyLate = /^exp \d+$/.test(what) || /^exp (0|-1)$/.test(what);
      if (!isOnlyLate && (await verifier.verifyEvenExpired({ authorization: `Bearer ${token}` }))) accepted.push(`${what} (signing out)`);
    }
    expect(accepted).toEqual([]);
    expect(count).toBeGreaterThan(400);
  });

  it('are verified once and remembered', async () => {
    const token = signed(claims());
    expect(await verify(token)).toBe(await verify(token));
  });

  it('of a retired key sign out as long as their session may live, and do nothing else', async () => {
    const own = new RingInMemory();
    const clock = new ManualClock(new Date());
    const gateway = new SigningKeys(own, clock, settings, createLogger({ service: 'test', level: 'silent' }));
    await gateway.onModuleInit();
    await gateway.onApplicationShutdown();
    const expired = signed({ ...claims(), exp: now() - 1 }, { kid: gateway.active.kid }, gateway.active.key);
    const forged = signed(claims(), { kid: gateway.active.kid }, gateway.active.key);
    const rotateAt = (at: Date) => own.replace(undefined as never, rotate(own.ring!, newSigningKey('NEXT', settings.encryptionKey, at), at, settings.dropBefore(at)));
    const minutesLater = async (minutes: number) => {
      clock.advance(minutes * 60_000);
      await rotateAt(clock.now());
      const later = new SigningKeys(own, clock, settings, createLogger({ service: 'test', level: 'silent' }));
      await later.onModuleInit();
      await later.onApplicationShutdown();
      const those = new AccessTokenVerifier(later);
      const [verified, signsOut] = [await those.verify({ authorization: `Bearer ${forged}` }), await those.verifyEvenExpired({ authorization: `Bearer ${expired}` })];
      return { isVerified: verified !== undefined, signsOut: signsOut !== undefined, isPublished: JSON.stringify(later.jwks()).includes(kidOf(expired)) };
    };
    expect(await minutesLater(0)).toEqual({ isVerified: true, signsOut: true, isPublished: true });
    expect(await minutesLater(11)).toEqual({ isVerified: false, signsOut: true, isPublished: false });
    expect(await minutesLater(12 * 60 - 7)).toEqual({ isVerified: false, signsOut: true, isPublished: false });
    expect(await minutesLater(2)).toEqual({ isVerified: false, signsOut: false, isPublished: false });
  });

  it('with invented kids make the keys be read again once a second at most', async () => {
    const before = rings.reads;
    await Promise.all(Array.from({ length: 50 }, (_, i) => verify(signed(claims(), { kid: `invented-${i}` }))));
    expect(rings.reads - before).toBeLessThanOrEqual(1);
  });

  it('cannot be issued with another key from the environment: the start says so', async () => {
    await expect(signingKeys(new KeySettings('quite another secret', 300_000)).onModuleInit()).rejects.toThrow('another JWT_KEY_ENCRYPTION_KEY');
  });

  it('are not taken from a token signed by jsonwebtoken with defaults', async () => {
    expect(await verify(jwt.sign({ sub: account.accountId }, keys.active.key, { algorithm: 'ES256', keyid: keys.active.kid }))).toBeUndefined();
  });
});
