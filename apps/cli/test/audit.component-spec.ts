import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newCall, newId, Transactions } from '#libs/kernel';
import { AUDIT, AUDIT_HEAD, AUDIT_NUMBERS, AUDIT_SEALS, Database, type StoredAuditRow } from '#libs/persistence';
import type { RunningService } from '#libs/service';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { start } from '../../contract-linking/src/main.js';
import { cliJson, runCli } from './run-cli.js';

// Every command is a process of its own, and the machine may be busy.
jest.setTimeout(120_000);

let servers: TestServers;
let service: RunningService;
beforeAll(async () => {
  servers = await startTestServers();
  service = await start(servers.envFor('contract-linking'));
});
afterAll(async () => {
  await service.stop();
  await servers.stop();
});

const collection = (name: string) => service.app.get(Database).collection(name);
const rows = () => service.app.get(Database).collection<StoredAuditRow>(AUDIT);
const audited = (accountId: string, action: string) =>
  service.app.get(Transactions).run(newCall(3_000), async (tx) => tx.audit({ action, accountId, actor: { kind: 'SUPPORT', accountId: newId() }, origin: { ipPrefix: '192.0.2.0/24', device: 'Firefox' }, details: { reason: 'a\u001b[2Jb' } }));

describe('bsp audit', () => {
  let [one, other]: [string, string] = ['', ''];
  beforeEach(async () => {
    for (const name of [AUDIT, AUDIT_SEALS, AUDIT_NUMBERS, AUDIT_HEAD]) await collection(name).deleteMany({});
    [one, other] = [newId(), newId()];
    for (const [accountId, action] of [[one, 'a.done'], [other, 'b.done'], [one, 'c.done']] as const) await audited(accountId, action);
    await eventually(async () => expect(await rows().countDocuments({ unsealed: true })).toBe(0), { within: 5_000 });
  });
  const ofService = ['--service', 'contract-linking'];

  it('tail shows the newest rows, the newest last, of all or of one account', async () => {
    const shown = await cliJson<{ service: string; action: string; number: number }[]>(servers.nats, 'audit', 'tail', ...ofService);
    expect(shown.map(({ action, number }) => `${action} ${number}`)).toEqual(['a.done 1', 'b.done 1', 'c.done 2']);
    expect(shown[0]).toMatchObject({ service: 'contract-linking', accountId: one, actor: { kind: 'SUPPORT' }, origin: { device: 'Firefox' } });
    expect(await cliJson(servers.nats, 'audit', 'tail', ...ofService, '--account', one, '--limit', '1')).toMatchObject([{ action: 'c.done' }]);
    const { out } = await runCli(servers.nats, ['audit', 'tail', ...ofService]);
    expect(out).toMatch(/c\.done +SUPPORT/);
    expect(out).not.toContain('\u001b');
  });

  it('tail --follow goes on with each row once, also with one that was committed late', async () => {
    await runCli(servers.nats, ['audit', '--help']);
    const env = { ...process.env, NODE_OPTIONS: '', NATS_URL: servers.nats.url };
    const tail = spawn(process.execPath, [join('dist', 'apps', 'cli', 'src', 'main.js'), 'audit', 'tail', ...ofService, '--follow', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    tail.stdout.on('data', (piece) => (text += String(piece)));
    const seen = () => text.trim().split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { action: string }).action);
    try {
      await eventually(() => expect(seen()).toEqual(['a.done', 'b.done', 'c.done']), { within: 20_000 });
      await service.app.get(Transactions).run(newCall(10_000), async (tx) => {
        tx.audit({ action: 'late.done', accountId: newId(), actor: { kind: 'SYSTEM' } });
        await audited(one, 'early.done');
        await eventually(() => expect(seen()).toContain('early.done'), { within: 8_000 });
      });
      await eventually(() => expect(seen()).toEqual(['a.done', 'b.done', 'c.done', 'early.done', 'late.done']), { within: 8_000 });
    } finally {
      tail.kill();
    }
  });

  it('verify finds nothing, and says where the chain ends', async () => {
    expect(await cliJson(servers.nats, 'audit', 'verify', ...ofService)).toEqual([
      { service: 'contract-linking', rows: 3, seals: 3, head: { position: 3, seal: expect.any(String) }, faults: [], silent: false },
    ]);
  });

  it('verify ends with 1 and names each fault once: service, account, number and what', async () => {
    await rows().updateOne({ accountId: one, number: 2 }, { $set: { action: 'nothing.done' } });
    await rows().deleteOne({ accountId: other, number: 1 });
    const { code, out, err } = await runCli(servers.nats, ['audit', 'verify', ...ofService]);
    expect([code, err]).toEqual([1, 'Not as it was written: contract-linking.\n']);
    expect(out).toMatch(new RegExp(`^contract-linking +${one} +2 +- +ROW_CHANGED`, 'm'));
    expect(out.match(new RegExp(`^contract-linking +${other} +1 .*ROW_MISSING`, 'gm'))).toHaveLength(1);
  });

  it('verify ends with 1 when a service does not answer, and says in one sentence what cannot be meant', async () => {
    const [all, stranger, word] = await Promise.all([['verify'], ['verify', '--service', 'portal'], ['tail', '--account', 'me']].map((args) => runCli(servers.nats, ['audit', ...args])));
    expect(all).toMatchObject({ code: 1, err: 'Not answering: identity, entitlements, notification, gateway.\n' });
    expect(stranger).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no service "portal"/) });
    expect(word).toEqual({ code: 1, out: '', err: '"me" is no id of an account.\n' });
  });
});
