import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountActivated, checkActivationCode, completeActivation, messageSent } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { AccountStore } from '../src/domain/account.store.js';
import { CompleteActivationUseCase } from '../src/use-cases/complete-activation.use-case.js';
import { freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2 }));
afterAll(() => identity.stop());

const check = (activationCode: string) => identity.refusal(checkActivationCode, { activationCode, origin: ORIGIN });
const complete = (activationToken: string, username = freshUsername(), password = PASSWORD) => ({ activationToken, username, password, origin: ORIGIN });
const codes = () => identity.database.collection<{ _id: string; codeId: string; accountId: string; expiresAt: Date }>('activation-codes');

describe('an activation code', () => {
  it('may be shown as often as one likes, in any case, with spaces for dashes', async () => {
    const { code } = await identity.invited();
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('-', '')]) expect(await check(typed)).toBeUndefined();
  });

  it('unknown, expired or used is told by its own code, with the hotline', async () => {
    const [expired, used] = [await identity.invited(), await identity.invited()];
    await identity.ask(completeActivation, complete(await identity.activationToken(used.code)));
    const account = await identity.database.collection<{ _id: string }>('accounts').findOne({ email: expired.form.email });
    await codes().updateOne({ accountId: account!._id }, { $set: { expiresAt: new Date(Date.now() - 1) } });
    const hotline = { hotline: '0800 33 55540' };
    expect(await check('2222-2222-2222-2222')).toMatchObject({ code: 'code-invalid', params: hotline });
    expect(await check(expired.code)).toMatchObject({ code: 'code-expired', params: hotline });
    expect(await check(used.code)).toMatchObject({ code: 'code-used', params: hotline });
  });

  it('is stored only as a hash', async () => {
    const { code, form } = await identity.invited();
    const account = await identity.database.collection<{ _id: string }>('accounts').findOne({ email: form.email });
    const stored = JSON.stringify(await codes().findOne({ accountId: account!._id }));
    for (const text of [code, code.replaceAll('-', '')]) expect(stored).not.toContain(text);
  });

  it('is wiped from the outbox when its e-mail was sent', async () => {
    const { form } = await identity.invited();
    const [delivered] = await identity.codesFor(form.email);
    const notification = await identity.link('notification');
    const data = { actor: { kind: 'SYSTEM' }, messageType: 'activation-code', causeId: delivered!.id };
    const event = { specversion: '1.0', id: newId(), source: 'bsp/notification', type: messageSent.type, subject: delivered!.id, sequence: '1', data };
    await notification.js.publish(messageSent.type, JSON.stringify(event));
    await eventually(async () => expect(await identity.codesFor(form.email)).toEqual([]));
  });
});

describe('completing an activation', () => {
  it('makes the account active and tells so', async () => {
    const { form, code } = await identity.invited();
    const username = freshUsername();
    expect(await identity.ask(completeActivation, complete(await identity.activationToken(code), username))).toEqual({ username });
    const [activated] = await identity.facts(accountActivated.type, (data) => data.email === form.email);
    expect(activated).toMatchObject({ role: 'MASTER_ADMINISTRATOR', username, firstName: form.firstName, lastName: form.lastName, company: form.company, locale: 'de' });
  });

  it('names every broken rule, and leaves code and token usable', async () => {
    const token = await identity.activationToken((await identity.invited()).code);
    const policy = await identity.refusal(completeActivation, complete(token, 'anna.muster', 'muster'));
    expect(policy?.code).toBe('password-policy');
    expect(policy?.errors?.map(({ rule }) => rule)).toEqual(['length', 'digit', 'special', 'username']);
    const both = await identity.refusal(completeActivation, complete(token, 'a b', 'ä'));
    expect(both?.code).toBe('validation-failed');
    expect(both?.errors?.map(({ field, rule }) => `${field} ${rule}`)).toEqual(expect.arrayContaining(['username length', 'username alphabet', 'password alphabet']));
    expect(await identity.refusal(completeActivation, complete(token))).toBeUndefined();
  });

  it('refuses a username that somebody has in another spelling, and leaves the token usable', async () => {
    const { username } = await identity.activated(`Änne.${freshUsername()}`);
    const token = await identity.activationToken((await identity.invited()).code);
    const other = username.normalize('NFD').toUpperCase();
    expect((await identity.refusal(completeActivation, complete(token, other)))?.code).toBe('username-taken');
    expect(await identity.refusal(completeActivation, complete(token))).toBeUndefined();
  });

  it('gives a username that many ask for at once to one of them', async () => {
    const username = freshUsername();
    const invited = await Promise.all(Array.from({ length: 6 }, () => identity.invited()));
    const tokens = await Promise.all(invited.map(({ code }) => identity.activationToken(code)));
    const results = await Promise.all(tokens.map(async (token) => (await identity.refusal(completeActivation, complete(token, username)))?.code));
    expect(results.filter((result) => result === undefined)).toHaveLength(1);
    expect(results.filter((result) => result === 'username-taken')).toHaveLength(5);
  });

  it('refuses forged and spent tokens', async () => {
    const token = await identity.activationToken((await identity.invited()).code);
    const forged = `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}A`;
    expect((await identity.refusal(completeActivation, complete(forged)))?.code).toBe('token-invalid');
    await identity.ask(completeActivation, complete(token));
    expect((await identity.refusal(completeActivation, complete(token)))?.code).toBe('token-expired');
  });

  it('says to whoever repeats a try that succeeds meanwhile that the token is spent, not that somebody has the username', async () => {
    const token = await identity.activationToken((await identity.invited()).code);
    const request = complete(token);
    const [{ app }] = identity.services as [(typeof identity.services)[number]];
    const [accounts, useCase] = [app.get(AccountStore), app.get(CompleteActivationUseCase)];
    const isTaken = accounts.isUsernameTaken.bind(accounts);
    accounts.isUsernameTaken = async (username) => {
      accounts.isUsernameTaken = isTaken;
      await useCase.execute(request, newCall(10_000));
      return isTaken(username);
    };
    await expect(useCase.execute(request, newCall(10_000))).rejects.toMatchObject({ code: 'token-expired' });
  });

  it('works once: 200 codes × 8 parallel completions over two instances make 200 accounts', async () => {
    const winners: number[] = [];
    for (let batch = 0; batch < 40; batch++) {
      const tokens = await Promise.all(Array.from({ length: 5 }, async () => identity.activationToken((await identity.invited()).code)));
      // One code at a time: eight who want the same are the point, not forty who want a core.
      for (const token of tokens) winners.push(await winnersOf(token));
    }
    expect(winners).toEqual(Array.from({ length: 200 }, () => 1));
  }, 240_000);
});

async function winnersOf(token: string): Promise<number> {
  const tries = await Promise.all(Array.from({ length: 8 }, () => completeOrWait(token)));
  return tries.filter((won) => won).length;
}

/** Losers may be told to wait; they come again until they know. */
async function completeOrWait(token: string): Promise<boolean> {
  for (;;) {
    const refused = await identity.refusal(completeActivation, complete(token));
    if (!refused) return true;
    if (refused.code !== 'service-unavailable') {
      expect(refused.code).toBe('token-expired');
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
