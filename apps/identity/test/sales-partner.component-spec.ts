import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkActivationCode, completeActivation, completeSignIn, oneTimeCodeRequested, salesPartnerOnboarded, signIn } from '#libs/contracts';
import { newId } from '#libs/kernel';
import type { NatsLink } from '#libs/messaging';
import { eventually } from '#libs/testing';
import { SignInChallengeStore } from '../src/domain/sign-in-challenge.store.js';
import { aPartner, freshEmail, freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { crmFact } from './crm.js';
import { IdentityFixture } from './identity-fixture.js';

const DIGITS = '58203917';
const identity = new IdentityFixture();
let crm: NatsLink;
beforeAll(async () => {
  await identity.start({ instances: 2 });
  crm = await identity.link('harness');
});
afterAll(() => identity.stop());

const accounts = () => identity.database.collection<{ _id: string; partnerNumber: string; status: string; email: string; contact: { company: string } }>('accounts');
const challenges = () => identity.database.collection<{ _id: string; tries: number }>('sign-in-challenges');

async function active(changes: Partial<ReturnType<typeof aPartner>> = {}, password = DIGITS) {
  const partner = aPartner(changes);
  await crmFact(crm, salesPartnerOnboarded, partner);
  const username = freshUsername();
  const activationToken = await identity.activationToken(await identity.codeFor(partner.email));
  await identity.ask(completeActivation, { activationToken, username, password, origin: ORIGIN });
  return { partner, username };
}

/** A partner whose password was right, and the code that was sent. */
async function challenged(who?: { partner: ReturnType<typeof aPartner>; username: string }) {
  const { partner, username } = who ?? (await active());
  const answer = await identity.ask(signIn, { username, password: DIGITS, origin: ORIGIN });
  if (!('challengeId' in answer)) throw new Error('no challenge');
  const code = (await identity.codesFor(partner.email, 'otp-code')).at(-1)!.code;
  return { partner, username, ...answer, code };
}

const answer = (challengeId: string, code: string) => identity.refusal(completeSignIn, { challengeId, code, origin: ORIGIN });
const wrongFor = (code: string, n = 1) => String((Number(code) + n) % 100_000_000).padStart(8, '0');

describe('a sales partner', () => {
  it('is invited by the fact of the CRM, once, however often it comes', async () => {
    const partner = aPartner();
    const id = newId();
    await Promise.all([1, 2, 3].map(() => crmFact(crm, salesPartnerOnboarded, partner, { id })));
    const code = await identity.codeFor(partner.email);
    expect(await identity.ask(checkActivationCode, { activationCode: code, origin: ORIGIN })).toMatchObject({ role: 'SALES_PARTNER', passwordPolicy: 'DIGITS' });
    await crmFact(crm, salesPartnerOnboarded, { ...partner, company: 'Neu AG', email: freshEmail() }, { time: new Date(Date.now() + 1_000) });
    await eventually(async () => expect((await accounts().findOne({ partnerNumber: partner.partnerNumber }))?.contact.company).toBe('Neu AG'));
    expect(await accounts().countDocuments({ partnerNumber: partner.partnerNumber })).toBe(1);
    expect(await identity.codesFor(partner.email)).toHaveLength(1);
    expect((await identity.refusal(checkActivationCode, { activationCode: code, origin: ORIGIN }))?.code).toBe('code-expired');
  });

  it('cannot have a password of anything but digits in the OTP procedure', async () => {
    const partner = aPartner();
    await crmFact(crm, salesPartnerOnboarded, partner);
    const activationToken = await identity.activationToken(await identity.codeFor(partner.email));
    const refused = await identity.refusal(completeActivation, { activationToken, username: freshUsername(), password: PASSWORD, origin: ORIGIN });
    expect(refused).toMatchObject({ code: 'password-policy', errors: [{ field: 'password', rule: 'digits-only' }] });
  });

  it('outside of the procedure signs in like everyone', async () => {
    const { username } = await active({ otpProcedure: false }, PASSWORD);
    expect(await identity.signIn(username)).toMatchObject({ role: 'SALES_PARTNER', requiredActions: [] });
  });
});

describe('a sign-in in the OTP procedure', () => {
  it('needs the password and a code that went to the address on file, of which nothing is stored in clear', async () => {
    const { partner, challengeId, code, expiresAt } = await challenged();
    expect(code).toMatch(/^\d{8}$/);
    expect(new Date(expiresAt).getTime() - Date.now()).toBeGreaterThan(240_000);
    const { _id: accountId } = (await accounts().findOne({ email: partner.email }))!;
    const kept = [await challenges().findOne({ _id: challengeId }), await identity.facts(oneTimeCodeRequested.type, (data) => data.accountId === accountId), await identity.database.collection('audit').find({ accountId }).toArray()];
    expect(kept[1]).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(code);
    expect(await identity.ask(completeSignIn, { challengeId, code, origin: ORIGIN })).toMatchObject({ accountId, role: 'SALES_PARTNER', requiredActions: [] });
    expect((await answer(challengeId, code))?.toJSON()).toEqual({ code: 'code-used', kind: 'gone' });
  });

  it('answers a wrong password as it does that of an unknown user', async () => {
    const { username } = await active();
    const refusals = await Promise.all([username, freshUsername()].map((name) => identity.refusal(signIn, { username: name, password: '11111111', origin: ORIGIN })));
    for (const refused of refusals) expect(refused?.toJSON()).toEqual({ code: 'invalid-credentials', kind: 'unauthenticated' });
  });

  it('answered eight times at the same moment over two instances opens one session', async () => {
    const { partner, challengeId, code } = await challenged();
    const answers = (await Promise.all(Array.from({ length: 8 }, () => answer(challengeId, code)))).map((refused) => refused?.code);
    expect(answers.filter((refused) => refused === undefined)).toHaveLength(1);
    for (const refused of answers) expect([undefined, 'code-used', 'code-expired', 'service-unavailable']).toContain(refused);
    const { _id: accountId } = (await accounts().findOne({ email: partner.email }))!;
    expect(await identity.database.collection('sessions').countDocuments({ accountId })).toBe(1);
  });

  it('is compared with five guesses, whether or not anybody was given the challenge', async () => {
    const { challengeId, code } = await challenged();
    for (const id of [challengeId, newId()]) {
      const guesses = await Promise.all(Array.from({ length: 50 }, (_, n) => answer(id, wrongFor(code, n + 1))));
      const [invalid, expired, busy] = ['code-invalid', 'code-expired', 'service-unavailable'].map((code) => guesses.filter((refused) => refused?.code === code).length) as [number, number, number];
      expect(invalid).toBeGreaterThan(0);
      expect(invalid).toBeLessThanOrEqual(5);
      // Whoever was told to wait may have been counted.
      expect([invalid + expired + busy, invalid + busy >= 5]).toEqual([50, true]);
      expect((await answer(id, code))?.code).toBe('code-expired');
    }
  });

  it('would be compared with many more if tries were counted after they were read', async () => {
    const { challengeId, code } = await challenged();
    const stores = identity.services.map(({ app }) => app.get(SignInChallengeStore));
    const counting = stores.map((store) => store.countTry);
    for (const store of stores) {
      store.countTry = async (id) => {
        const { _id, ...challenge } = (await challenges().findOne({ _id: id }))! as never as { _id: string } & Awaited<ReturnType<SignInChallengeStore['countTry']>>;
        await challenges().updateOne({ _id: id }, { $set: { tries: challenge.tries + 1 } });
        return { ...challenge, id: _id, tries: challenge.tries + 1 };
      };
    }
    const guesses = await Promise.all(Array.from({ length: 50 }, (_, n) => answer(challengeId, wrongFor(code, n + 1))));
    stores.forEach((store, n) => (store.countTry = counting[n]!));
    expect(guesses.filter((refused) => refused?.code === 'code-invalid').length).toBeGreaterThan(5);
  });

  it('has a code for its own challenge only, and for as long as it lasts', async () => {
    const who = await active();
    const [first, second] = [await challenged(who), await challenged(who)];
    expect((await answer(first.challengeId, second.code))?.toJSON()).toEqual({ code: 'code-invalid', kind: 'invalid' });
    await challenges().updateOne({ _id: first.challengeId }, { $set: { expiresAt: new Date() } });
    expect((await answer(first.challengeId, first.code))?.code).toBe('code-expired');
    expect((await answer(first.challengeId, wrongFor(first.code)))?.code).toBe('code-invalid');
    expect(await answer(second.challengeId, second.code)).toBeUndefined();
  });
});
