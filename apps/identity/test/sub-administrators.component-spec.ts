import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeSubAdministrator, checkActivationCode, checkSession, completeActivation, createSubAdministrator, getSubAdministrator, getSuperior, listSubAdministrators,
  reissueSubAdministratorCode, removeSubAdministrator, sessionEnded, subAdministratorCreated,
} from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { patiently } from '#libs/testing';
import { aSubAdministrator, freshEmail, freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const INVITATION = 'sub-administrator-invitation';
const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2 }));
afterAll(() => identity.stop());

interface StoredAccount {
  _id: string;
  status: string;
  superiorId?: string;
  version: number;
}
const accounts = () => identity.database.collection<StoredAccount>('accounts');

/** A signed-in master administrator and their requests. */
async function aMaster() {
  const { form, username } = await identity.activated();
  const caller = callerOf(await identity.signIn(username));
  const about = (id: string) => ({ ...caller, subAdministratorId: id, origin: ORIGIN });
  return {
    form, caller,
    create: (person = aSubAdministrator(), call = newCall(20_000)) => identity.ask(createSubAdministrator, { ...person, ...caller, origin: ORIGIN }, call),
    list: (page: { limit?: number; cursor?: string } = {}) => identity.ask(listSubAdministrators, { ...page, ...caller }),
    get: (id: string) => identity.ask(getSubAdministrator, { ...caller, subAdministratorId: id }),
    change: (id: string, changes: { email?: string; status?: 'ACTIVE' | 'LOCKED' }) => identity.ask(changeSubAdministrator, { ...changes, ...about(id) }),
    reissue: (id: string) => identity.ask(reissueSubAdministratorCode, about(id)),
    remove: (id: string) => identity.ask(removeSubAdministrator, about(id)),
  };
}

async function accept(email: string, nth = 1) {
  const activationToken = await identity.activationToken(await identity.codeFor(email, nth, INVITATION));
  const username = freshUsername();
  await identity.ask(completeActivation, { activationToken, username, password: PASSWORD, origin: ORIGIN });
  return { username, opened: await identity.signIn(username) };
}

const codeOf = (work: Promise<unknown>) => work.then(() => undefined, ({ code }: { code: string }) => code);
const statusOf = async (id: string) => (await accounts().findOne({ _id: id }))?.status;

describe('a sub-administrator', () => {
  it('is invited, activates like everyone, and sees who is above them', async () => {
    const master = await aMaster();
    const person = aSubAdministrator();
    const { id } = await master.create(person);
    const { username, opened } = await accept(person.email);
    expect(opened).toMatchObject({ role: 'SUB_ADMINISTRATOR', requiredActions: ['CONTACT_DATA'] });
    expect(await master.get(id)).toMatchObject({ username, status: 'ACTIVE', invitedUntil: null, lastLoginAt: expect.any(String) });
    const { firstName, lastName, company, email } = master.form;
    expect(await identity.ask(getSuperior, callerOf(opened))).toMatchObject({ firstName, lastName, company, email });
    expect(await identity.facts(subAdministratorCreated.type, ({ accountId }) => accountId === id)).toMatchObject([{ superiorId: master.caller.accountId, company }]);
  });

  it('is created once per idempotency key', async () => {
    const master = await aMaster();
    const person = aSubAdministrator();
    const idempotency = { key: newId(), scope: `${master.caller.accountId} POST`, fingerprint: 'f' };
    const [first, second] = [await master.create(person, newCall(20_000, { idempotency })), await master.create(person, newCall(20_000, { idempotency }))];
    expect(second).toEqual(first);
    expect([(await master.list()).items, await identity.codesFor(person.email, INVITATION)]).toEqual([[first], [expect.anything()]]);
  });

  it('is signed out by a lock at the same moment as it is acknowledged, on every instance', async () => {
    const master = await aMaster();
    const person = aSubAdministrator();
    const { id } = await master.create(person);
    const { username, opened } = await accept(person.email);
    const second = await identity.signIn(username);
    const call = newCall(10_000);
    await identity.ask(changeSubAdministrator, { status: 'LOCKED', ...master.caller, subAdministratorId: id, origin: ORIGIN }, call);
    for (const session of [opened, second]) expect(await identity.ask(checkSession, callerOf(session))).toMatchObject({ alive: false });
    expect(call.facts.filter(({ type }) => type === sessionEnded.type)).toHaveLength(2);
    await expect(identity.signIn(username)).rejects.toMatchObject({ code: 'account-locked' });
    await master.change(id, { status: 'ACTIVE' });
    await identity.signIn(username);
  });

  it('locked or removed again is told to whoever asks, as the first time', async () => {
    const master = await aMaster();
    const person = aSubAdministrator();
    const { id } = await master.create(person);
    await accept(person.email);
    const about = { ...master.caller, subAdministratorId: id, origin: ORIGIN };
    const [locks, removals] = [[newCall(10_000), newCall(10_000)], [newCall(10_000), newCall(10_000)]] as const;
    for (const call of locks) await identity.ask(changeSubAdministrator, { status: 'LOCKED', ...about }, call);
    for (const call of removals) await identity.ask(removeSubAdministrator, about, call);
    const told = ({ facts }: { facts: { type: string }[] }) => facts.filter(({ type }) => type !== sessionEnded.type);
    expect([told(locks[0]).length, told(removals[0]).length]).toEqual([1, 1]);
    expect([told(locks[1]), told(removals[1])]).toEqual([told(locks[0]), told(removals[0])]);
  });

  it('whose address was mistyped cannot be activated with the code that went there', async () => {
    const master = await aMaster();
    const person = aSubAdministrator();
    const { id } = await master.create(person);
    const older = await identity.codeFor(person.email, 1, INVITATION);
    const token = await identity.activationToken(older);
    const email = freshEmail();
    expect(await master.change(id, { email })).toMatchObject({ email, status: 'INVITED' });
    expect((await identity.refusal(checkActivationCode, { activationCode: older, origin: ORIGIN }))?.code).toBe('code-expired');
    expect((await identity.refusal(completeActivation, { activationToken: token, username: freshUsername(), password: PASSWORD, origin: ORIGIN }))?.code).toBe('token-expired');
    await accept(email);
    expect(await codeOf(master.change(id, { email: freshEmail() }))).toBe('validation-failed');
  });

  it('accepts or is removed, whichever comes first', async () => {
    const master = await aMaster();
    const people = Array.from({ length: 6 }, () => aSubAdministrator());
    const ids: string[] = [];
    for (const person of people) ids.push((await master.create(person)).id);
    const tokens = await Promise.all(people.map(async ({ email }) => identity.activationToken(await identity.codeFor(email, 1, INVITATION))));
    const activate = (activationToken: string) => codeOf(identity.ask(completeActivation, { activationToken, username: freshUsername(), password: PASSWORD, origin: ORIGIN }));
    const outcomes = await Promise.all(ids.map((id, n) => Promise.all([activate(tokens[n]!), codeOf(master.remove(id))])));
    for (const [activated, removed] of outcomes) {
      expect([undefined, 'token-expired', 'service-unavailable']).toContain(activated);
      expect([undefined, 'service-unavailable']).toContain(removed);
    }
    for (const [n, id] of ids.entries()) if (outcomes[n]![1] === undefined) expect(await statusOf(id)).toBe('CLOSED');
    await Promise.all(ids.map((id) => codeOf(master.remove(id))));
    expect(await Promise.all(ids.map(statusOf))).toEqual(Array(6).fill('CLOSED'));
  });
});

describe('a thousand sub-administrators', () => {
  it('are as many as there may be, however many are created at the same moment over two instances', async () => {
    const master = await aMaster();
    const { id } = await master.create();
    const { _id, ...one } = (await accounts().findOne({ _id: id }))!;
    await accounts().insertMany(Array.from({ length: 996 }, () => ({ _id: newId(), ...one })));
    const create = () => {
      const [person, idempotency] = [aSubAdministrator(), { key: newId(), scope: 'create', fingerprint: 'f' }];
      return codeOf(patiently(() => master.create(person, newCall(20_000, { idempotency }))));
    };
    const outcomes = await Promise.all(Array.from({ length: 12 }, create));
    expect(outcomes.filter((code) => code === undefined)).toHaveLength(3);
    expect(outcomes.filter((code) => code === 'limit-reached')).toHaveLength(9);
    expect(await accounts().countDocuments({ superiorId: master.caller.accountId })).toBe(1_000);
    await master.remove(id);
    expect([await codeOf(master.create()), await codeOf(master.create())]).toEqual([undefined, 'limit-reached']);
  });

  it('are listed page by page, each of them once', async () => {
    const master = await aMaster();
    const { id } = await master.create();
    const { _id, ...one } = (await accounts().findOne({ _id: id }))!;
    await accounts().insertMany(Array.from({ length: 450 }, () => ({ _id: newId(), ...one })));
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await master.list({ limit: 200, ...(cursor && { cursor }) });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size, seen.at(-1)]).toEqual([451, 451, id]);
    expect(seen).toEqual([...seen].sort().reverse());
  });
});
