import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { salesPartnerOnboarded } from '#libs/contracts';
import { codeIn, eventually, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';

const LIFETIME_S = 15;
const DIGITS = '58203917';
const LETTERS = 'Sonnig-2026!';
let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 }, env: { OTP_LIFETIME: `PT${LIFETIME_S}S` } });
}, 120_000);
afterAll(() => system?.stop());

interface Partner {
  partnerNumber: string;
  email: string;
  username: string;
  password: string;
}

/** The CRM tells of a partner; their activation code comes by e-mail. */
async function onboarded({ otpProcedure }: { otpProcedure?: boolean } = {}): Promise<Partner & { activationCode: string }> {
  const number = String(randomInt(10 ** 9, 10 ** 10));
  const partner = { partnerNumber: `VP-${number}`, email: `paul.${number}@partner.example.test` };
  const person = { salutation: 'MR', firstName: 'Paul', lastName: 'Partner', company: 'Partner & Co. KG', locale: 'de' } as const;
  await system.facts.publish(salesPartnerOnboarded, { ...partner, ...person, ...(otpProcedure !== undefined && { otpProcedure }) });
  const activationCode = codeIn(await system.mailbox.next(partner.email, 'activation-code'));
  return { ...partner, username: `paul.${number}`, password: otpProcedure === false ? LETTERS : DIGITS, activationCode };
}

const check = (activationCode: string) => system.portal.expect<{ activationToken: string; role: string; passwordPolicy: string }>(200, 'POST', '/activations', { body: { activationCode } });

async function active(options: { otpProcedure?: boolean } = {}): Promise<Partner> {
  const partner = await onboarded(options);
  const { activationToken } = await check(partner.activationCode);
  await system.portal.expect(201, 'POST', '/activations/complete', { body: { activationToken, username: partner.username, password: partner.password } });
  return partner;
}

const signIn = ({ username, password }: Pick<Partner, 'username' | 'password'>, via = 0) => system.portals[via]!.send('POST', '/auth/login', { body: { username, password, tokenTransport: 'body' } });
const answer = (challengeId: string, code: string, via = 0) =>
  system.portals[via]!.send<{ status: string; accessToken: string; refreshToken: string; requiredActions: string[]; code: string; hotline?: string }>('POST', '/auth/otp', { body: { challengeId, code, tokenTransport: 'body' } });
const codesTo = ({ email }: Partner, count: number) =>
  eventually(async () => {
    const codes = (await system.mailbox.mails(email)).filter((mail) => typeOf(mail) === 'otp-code').map(codeIn);
    expect(codes).toHaveLength(count);
    return codes;
  });

/** A partner whose password was right, and the code from the mailbox. */
async function challenged() {
  const partner = await active();
  const { body } = await signIn(partner);
  const [code] = await codesTo(partner, 1);
  return { partner, challengeId: body['challengeId'] as string, code: code! };
}

const wrongFor = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0');

describe('a sales partner (Vertriebspartner)', () => {
  it('is in the OTP procedure unless the CRM says otherwise, and chooses a password of digits', async () => {
    const { activationCode, username } = await onboarded();
    const { activationToken, ...told } = await check(activationCode);
    expect(told).toMatchObject({ role: 'SALES_PARTNER', passwordPolicy: 'DIGITS' });
    const refused = await system.portal.send('POST', '/activations/complete', { body: { activationToken, username, password: LETTERS } });
    expect([refused.status, refused.body]).toEqual([422, expect.objectContaining({ code: 'password-policy', errors: [expect.objectContaining({ field: 'password', rule: 'digits-only' })] })]);
    await system.portal.expect(201, 'POST', '/activations/complete', { body: { activationToken, username, password: DIGITS } });
  });

  it('outside of the procedure signs in like everyone, with no contact data asked for', async () => {
    const partner = await active({ otpProcedure: false });
    expect(await signIn(partner)).toMatchObject({ status: 200, body: { status: 'AUTHENTICATED', requiredActions: [] } });
  });
});

describe('signing in in the OTP procedure', () => {
  it('needs the code from the e-mail besides, through whichever gateway, and asks for no contact data', async () => {
    const partner = await active();
    const asked = await signIn(partner);
    expect([asked.status, asked.body]).toEqual([200, { status: 'OTP_REQUIRED', challengeId: expect.any(String), expiresAt: expect.any(String) }]);
    const mail = await system.mailbox.next(partner.email, 'otp-code');
    expect(codeIn(mail)).toMatch(/^\d{8}$/);
    const opened = await answer(asked.body['challengeId'] as string, codeIn(mail), 1);
    expect(opened).toMatchObject({ status: 200, body: { status: 'AUTHENTICATED', requiredActions: [] } });
    const me = await system.portal.expect(200, 'GET', '/me', { token: opened.body.accessToken });
    expect(me).toMatchObject({ role: 'SALES_PARTNER', username: partner.username, requiredActions: [] });
    expect(await answer(asked.body['challengeId'] as string, codeIn(mail))).toMatchObject({ status: 410, body: { code: 'code-used' } });
  });

  it('gives nothing away before the password is right', async () => {
    const partner = await active();
    const answers = await Promise.all([partner.username, 'nobody.at.all'].map((username) => signIn({ username, password: '11111111' })));
    const [known, unknown] = answers.map(({ status, body }) => ({ status, ...body, traceId: '' }));
    expect(known).toEqual(unknown);
    expect((await system.mailbox.mails(partner.email)).map(typeOf)).not.toContain('otp-code');
  });

  it('has five tries over all gateways, then even the right code has ended and a new sign-in is needed', async () => {
    const { partner, challengeId, code } = await challenged();
    for (let n = 0; n < 5; n++) {
      const { status, body } = await answer(challengeId, wrongFor(code), n % 2);
      expect([status, body.code, body.hotline]).toEqual([422, 'code-invalid', undefined]);
    }
    expect(await answer(challengeId, code)).toMatchObject({ status: 410, body: { code: 'code-expired' } });
    const again = await signIn(partner);
    const codes = await codesTo(partner, 2);
    expect((await answer(again.body['challengeId'] as string, codes.find((sent) => sent !== code)!)).status).toBe(200);
  });

  it('answered through both gateways at the same moment opens one session', async () => {
    const { challengeId, code } = await challenged();
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => answer(challengeId, code, n % 2)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 410, 503].includes(status))).toBe(true);
  });

  it('has a code that ends with its time, and one for its own challenge only', async () => {
    const [mine, theirs] = [await challenged(), await challenged()];
    if (mine.code !== theirs.code) expect((await answer(mine.challengeId, theirs.code)).body.code).toBe('code-invalid');
    await pause(LIFETIME_S * 1_000);
    expect((await answer(mine.challengeId, wrongFor(mine.code))).body.code).toBe('code-invalid');
    expect((await answer(mine.challengeId, mine.code)).body.code).toBe('code-expired');
  }, 60_000);

  it('calls a code for a challenge that nobody was given invalid', async () => {
    expect(await answer('019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d', '12345678')).toMatchObject({ status: 422, body: { code: 'code-invalid' } });
  });
});
