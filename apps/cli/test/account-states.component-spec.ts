import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn } from '#libs/contracts';
import { newId, type DomainError } from '#libs/kernel';
import { ORIGIN } from '../../identity/test/builders.js';
import { IdentityFixture } from '../../identity/test/identity-fixture.js';
import { cliJson, runCli } from './run-cli.js';

// Every command is a process of its own, and the machine may be busy.
jest.setTimeout(120_000);

const identity = new IdentityFixture();
beforeAll(() => identity.start());
afterAll(() => identity.stop());

const REASON = ['--reason', 'Notebook gestohlen, Anruf von Frau Muster'];
const bsp = (...args: string[]) => runCli(identity.servers.nats, ['accounts', ...args]);
const accounts = () => identity.database.collection<{ _id: string; lockedBy?: string[] }>('accounts');
const enter = (username: string, password: string) => identity.ask(signIn, { username, password, origin: ORIGIN }).then(() => undefined, (error: DomainError) => error.code);

async function active() {
  const { form, username, password } = await identity.activated();
  return { id: (await accounts().findOne({ email: form.email }))!._id, username, enter: () => enter(username, password) };
}

describe('operators', () => {
  it('lock and unlock an account, as often as they like', async () => {
    const { id, enter } = await active();
    for (let n = 0; n < 2; n++) expect(await bsp('lock', '--id', id, ...REASON)).toEqual({ code: 0, out: `Account ${id} is locked, and its sessions have ended.\n`, err: '' });
    expect(await enter()).toBe('account-locked');
    expect(await bsp('unlock', '--id', id, ...REASON)).toEqual({ code: 0, out: `No lock is left on account ${id}.\n`, err: '' });
    expect(await enter()).toBeUndefined();
    expect(await cliJson(identity.servers.nats, 'accounts', 'unlock', '--id', id, ...REASON)).toMatchObject({ id, status: 'ACTIVE', role: 'MASTER_ADMINISTRATOR' });
  });

  it('are told of a lock that is a master’s to lift', async () => {
    const { id } = await active();
    await bsp('lock', '--id', id, ...REASON);
    await accounts().updateOne({ _id: id }, { $push: { lockedBy: 'MASTER' } });
    expect((await bsp('unlock', '--id', id, ...REASON)).out).toBe(`Account ${id} stays locked by its master administrator.\n`);
    expect((await accounts().findOne({ _id: id }))?.lockedBy).toEqual(['MASTER']);
  });

  it('close an account for good, by its id and its name', async () => {
    const [{ id, username, enter }, other] = [await active(), await active()];
    const mistaken = await bsp('close', '--id', id, '--confirm', other.username, ...REASON);
    expect(mistaken).toEqual({ code: 1, out: '', err: `Account ${id} is not that of "${other.username}": say its username, or its e-mail address while it has none.\n` });
    expect(await enter()).toBeUndefined();
    const closed = await bsp('close', '--id', id, '--confirm', username, ...REASON);
    expect(closed).toEqual({ code: 0, out: `Account ${id} is closed. Sub-administrators who are without a superior now: \`bsp rights orphans\`. Whom they had locked, \`bsp accounts unlock\` opens.\n`, err: '' });
    expect(await enter()).toBe('invalid-credentials');
    const [locking, unlocking] = await Promise.all([bsp('lock', '--id', id, ...REASON), bsp('unlock', '--id', id, ...REASON)]);
    expect(locking).toEqual({ code: 1, out: '', err: `There is no account ${id} that could be locked: it must be activated and not be closed.\n` });
    expect(unlocking).toEqual({ code: 1, out: '', err: `There is no account ${id}, or it is closed for good.\n` });
  });

  it('are told what is wrong or missing', async () => {
    const [stranger, id] = [newId(), newId()];
    const [unknown, noId, noReason, short, unconfirmed, help] = await Promise.all([
      bsp('close', '--id', stranger, '--confirm', 'anna.muster', ...REASON),
      bsp('lock', '--id', 'anna.muster', ...REASON),
      bsp('unlock', '--id', id),
      bsp('lock', '--id', id, '--reason', 'kurz'),
      bsp('close', '--id', id, ...REASON),
      bsp('--help'),
    ]);
    expect(unknown).toEqual({ code: 1, out: '', err: `There is no account ${stranger}.\n` });
    expect(noId).toEqual({ code: 1, out: '', err: '"anna.muster" is no id of an account.\n' });
    expect([noReason.err, unconfirmed.err]).toEqual([expect.stringContaining('--reason'), expect.stringContaining('--confirm')]);
    expect(short.err).toBe('The service refused: validation-failed (reason: length).\n');
    expect(help.out).toMatch(/find[^]*create[^]*lock[^]*unlock[^]*close/);
  });
});
