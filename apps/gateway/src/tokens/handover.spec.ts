import { beforeAll, describe, expect, it } from '@jest/globals';
import { ManualClock, newId } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { KeyRing } from '../domain/key-ring.policy.js';
import { KeyRingStore } from '../domain/key-ring.store.js';
import { KeySettings } from '../domain/key-settings.js';
import { ISSUER } from './access-token.js';
import { AccessTokenIssuer } from './access-token.issuer.js';
import { AccessTokenVerifier } from './access-token.verifier.js';
import { HANDOVER_TYPE, HandoverSettings } from './handover.js';
import { HandoverIssuer } from './handover.issuer.js';
import { SigningKeys } from './signing-keys.js';

class RingInMemory extends KeyRingStore {
  private ring: KeyRing | undefined;

  async read() {
    return this.ring;
  }

  async create(ring: KeyRing) {
    this.ring = ring;
    return true;
  }

  async replace() {
    return false;
  }
}

const settings = new HandoverSettings(60_000, 'https://login.example/telco/');
const keySettings = new KeySettings('a secret for this test', 300_000);
const clock = new ManualClock(new Date());
const keys = new SigningKeys(new RingInMemory(), clock, keySettings, createLogger({ service: 'test', level: 'silent' }));
const issuer = new HandoverIssuer(keys, settings, clock);
const account = { accountId: newId(), sessionId: newId(), role: 'MASTER_ADMINISTRATOR' as const };
const url = settings.pageOf('INVOICE_ONLINE')!;
const handOver = () => issuer.issue({ accountId: account.accountId, accessNumber: '030471100', target: 'INVOICE_ONLINE', url });

/** What a page behind the login service does. */
const verify = (token: string, audience = url) =>
  jwtVerify(token, createLocalJWKSet(keys.jwks() as never), { issuer: ISSUER, audience, typ: HANDOVER_TYPE, algorithms: ['ES256'], requiredClaims: ['sub', 'jti', 'exp'] });

beforeAll(async () => {
  await keys.onModuleInit();
  await keys.onApplicationShutdown();
});

describe('a handover', () => {
  it('says who goes where on which contract, to one page, for a minute', async () => {
    const { token, expiresAt } = handOver();
    const { payload, protectedHeader } = await verify(token);
    const iat = Math.floor(clock.now().getTime() / 1_000);
    expect(payload).toEqual({ iss: ISSUER, aud: 'https://login.example/telco/invoice-online', sub: account.accountId, jti: expect.stringMatching(/^[\w-]{22}$/), iat, exp: iat + 60, accessNumber: '030471100', target: 'INVOICE_ONLINE' });
    expect([protectedHeader, expiresAt]).toEqual([{ alg: 'ES256', typ: 'handover+jwt', kid: keys.active.kid }, new Date((iat + 60) * 1_000)]);
    expect((await verify(handOver().token)).payload.jti).not.toBe(payload.jti);
  });

  it('is for its page alone', async () => {
    await expect(verify(handOver().token, settings.pageOf('CUSTOMER_CENTRE')!)).rejects.toThrow('"aud"');
  });

  it('is no access token, and an access token is no handover', async () => {
    const verifier = new AccessTokenVerifier(keys);
    const headers = { authorization: `Bearer ${handOver().token}` };
    expect([await verifier.verify(headers), await verifier.verifyEvenExpired(headers)]).toEqual([undefined, undefined]);
    const { accessToken } = new AccessTokenIssuer(keys, keySettings).issue(account);
    await expect(verify(accessToken)).rejects.toThrow();
    await expect(verify(accessToken, 'urn:bsp-access:api')).rejects.toThrow('"typ"');
  });

  it('leads below the address of the login service, and nowhere without one', () => {
    const pages = (base?: string) => (['INVOICE_ONLINE', 'CUSTOMER_CENTRE', 'TELEPHONY_CENTRE', 'ADMINISTRATION_PORTAL'] as const).map((target) => new HandoverSettings(1, base).pageOf(target));
    expect(pages('http://127.0.0.1:23004')).toEqual(['invoice-online', 'customer-centre', 'telephony-centre', 'administration-portal'].map((page) => `http://127.0.0.1:23004/${page}`));
    expect(pages()).toEqual(Array(4).fill(undefined));
  });
});
