import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { checkActivationCode } from '#libs/contracts';
import { aStaffMember, freshCustomerNumber, freshEmail, ORIGIN } from '../../identity/test/builders.js';
import { IdentityFixture } from '../../identity/test/identity-fixture.js';
import { cliJson, runCli } from './run-cli.js';

// Every command is a process of its own, and the machine may be busy.
jest.setTimeout(120_000);

const identity = new IdentityFixture();
beforeAll(() => identity.start());
afterAll(() => identity.stop());

const REASON = ['--reason', 'Rückfrage des Teamleiters'];
const bsp = (...args: string[]) => runCli(identity.servers.nats, args);
const json = <T>(...args: string[]) => cliJson<T>(identity.servers.nats, ...args);
const creation = ({ staffNumber, firstName, lastName, email }: ReturnType<typeof aStaffMember>, role = 'SUPPORT_AGENT') =>
  ['accounts', 'create', '--role', role, '--staff-number', staffNumber, '--first-name', firstName, '--last-name', lastName, '--email', email];

interface Found {
  id: string;
  status: string;
  email: string;
  customerNumbers: string[];
}

describe('operators', () => {
  it('create support agents, who are sent a code, and find them', async () => {
    const member = aStaffMember();
    const created = await json<{ accountId: string; outcome: string }>(...creation(member));
    expect(created).toMatchObject({ outcome: 'INVITED', expiresAt: expect.any(String) });
    await identity.codeFor(member.email);
    const [found] = await json<Found[]>('accounts', 'find', '--email', member.email, ...REASON);
    expect(found).toMatchObject({ id: created.accountId, role: 'SUPPORT_AGENT', status: 'INVITED', company: '', customerNumbers: [] });
    expect((await bsp(...creation(member))).out).toBe(`Support agent ${created.accountId} is invited; the activation code is on its way and valid until ${await expiryOf(created.accountId)}.\n`);
  });

  it('are told how the other roles come to be', async () => {
    const answers = await Promise.all(['MASTER_ADMINISTRATOR', 'SUB_ADMINISTRATOR', 'SALES_PARTNER', 'BOSS'].map((role) => bsp('accounts', 'create', '--role', role)));
    expect(answers.map(({ code, err }) => [code, err])).toEqual([
      [1, 'Master administrators are not created here: they register themselves on the portal.\n'],
      [1, 'Sub-administrators are not created here: their master administrator creates them in the portal.\n'],
      [1, 'Sales partners are not created here: the CRM onboards them with a fact.\n'],
      [1, 'There is no role "BOSS"; there are MASTER_ADMINISTRATOR, SUB_ADMINISTRATOR, SALES_PARTNER, SUPPORT_AGENT.\n'],
    ]);
  });

  it('find accounts by exactly one criterion, and say why', async () => {
    const { form } = await identity.invited();
    const found = await json<Found[]>('accounts', 'find', '--customer-number', form.customerNumber, ...REASON);
    expect(found).toMatchObject([{ email: form.email, status: 'INVITED', customerNumbers: [form.customerNumber] }]);
    const rows = await identity.database.collection('audit').find({ accountId: found[0]!.id, action: 'operator.looked-up' }).toArray();
    expect(rows).toMatchObject([{ actor: { kind: 'OPERATOR' }, details: { reason: REASON[1], by: 'customerNumber' } }]);
    const [table, none, both, silent, wrong] = await Promise.all([
      bsp('accounts', 'find', '--email', form.email, ...REASON),
      bsp('accounts', 'find', '--customer-number', freshCustomerNumber(), ...REASON),
      bsp('accounts', 'find', '--email', form.email, '--username', 'anna.muster', ...REASON),
      bsp('accounts', 'find', '--email', form.email),
      bsp('accounts', 'find', '--email', 'nobody', '--reason', 'kurz'),
    ]);
    expect(table).toMatchObject({ code: 0, out: expect.stringMatching(new RegExp(`${form.email} .* ${form.customerNumber}\n$`)) });
    expect(none).toEqual({ code: 0, out: 'There is no such account.\n', err: '' });
    expect(both).toEqual({ code: 1, out: '', err: 'Say exactly one of --username, --email and --customer-number.\n' });
    expect(silent).toMatchObject({ code: 1, err: expect.stringContaining('--reason') });
    expect(wrong).toEqual({ code: 1, out: '', err: 'The service refused: validation-failed (email: format, reason: length).\n' });
  });

  it('re-issue the activation code of whoever is invited', async () => {
    const { form, code } = await identity.invited();
    const [account] = await json<Found[]>('accounts', 'find', '--email', form.email, ...REASON);
    expect(await json('codes', 'reissue', account!.id, ...REASON)).toEqual({ accountId: account!.id, expiresAt: expect.any(String) });
    expect((await identity.refusal(checkActivationCode, { activationCode: code, origin: ORIGIN }))?.code).toBe('code-expired');
    await identity.codeFor(form.email, 2);
    const stranger = '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d';
    expect(await bsp('codes', 'reissue', stranger, ...REASON)).toEqual({ code: 1, out: '', err: `There is no invited account ${stranger}.\n` });
  });

  it('are shown what the commands need', async () => {
    const [accounts, codes, wrong] = await Promise.all([bsp('accounts', '--help'), bsp('codes', '--help'), bsp(...creation(aStaffMember({ email: `${freshEmail()},x` })))]);
    expect([accounts.out, codes.out]).toEqual([expect.stringMatching(/find[^]*create/), expect.stringContaining('reissue')]);
    expect(wrong).toMatchObject({ code: 1, err: 'The service refused: validation-failed (email: format).\n' });
  });
});

async function expiryOf(accountId: string): Promise<string> {
  const open = await identity.database.collection<{ expiresAt: Date }>('activation-codes').findOne({ accountId, replacedAt: { $exists: false } });
  return open!.expiresAt.toISOString();
}
