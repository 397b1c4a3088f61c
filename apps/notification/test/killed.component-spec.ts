import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from '#local/build';
import { eventually } from '#libs/testing';
import { freshAddress, NotificationFixture } from './notification-fixture.js';
import { TestSmtpServer } from './test-smtp-server.js';

const ENTRY = join(import.meta.dirname, '../../../dist/bundles/notification.js');

const bsp = new NotificationFixture();
const smtp = new TestSmtpServer();
let process_: ChildProcess;
let log = '';
const secrets: string[] = [];

async function startProcess(): Promise<void> {
  const env = { PATH: process.env['PATH'], ...bsp.env(smtp.url, { LOG_LEVEL: 'trace' }) };
  process_ = fork(ENTRY, { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  for (const stream of [process_.stdout!, process_.stderr!]) stream.setEncoding('utf8').on('data', (part: string) => (log += part));
  await once(process_, 'message');
}

const accepted = (): string[] => log.split('\n').filter((line) => line.includes('"verdict":"accepted"'));

async function killProcess(): Promise<void> {
  process_.kill('SIGKILL');
  await once(process_, 'exit');
}

beforeAll(async () => {
  await Promise.all([build(), smtp.start(), bsp.start()]);
}, 90_000);
afterAll(async () => {
  await killProcess();
  await bsp.stop();
  await smtp.stop();
});

describe('killed with -9', () => {
  it('between the SMTP answer and its note of it, the sender sends at most an identical copy, and reports once', async () => {
    await startProcess();
    const frozen = new Promise<void>((resolve) => {
      // The process is stopped before the 250 and never wakes to read it: killed inside the window.
      smtp.manners = { data: () => { process_.kill('SIGSTOP'); resolve(); } };
    });
    const { causeId, to, code } = await bsp.order(freshAddress());
    await frozen;
    await eventually(() => expect(smtp.to(to)).toHaveLength(1));
    smtp.manners = {};
    await killProcess();
    await startProcess();
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['sent']), { within: 20_000 });
    const [first, copy, ...more] = smtp.to(to);
    expect(first!.raw).toContain(code);
    expect(copy).toEqual(first);
    expect(more).toEqual([]);
    secrets.push(code, to);
    // The fact may be told before the line is written.
    await eventually(() => expect(accepted()).toHaveLength(1));
    await killProcess();
  }, 60_000);

  it('before the SMTP answer, the sender loses nothing', async () => {
    await startProcess();
    const handed = new Promise<void>((resolve) => {
      smtp.manners = { data: (_mail, drop) => { resolve(); process_.kill('SIGKILL'); drop(); return new Promise(() => undefined); } };
    });
    const { causeId, to, code } = await bsp.order(freshAddress());
    await handed;
    await once(process_, 'exit');
    smtp.manners = {};
    await startProcess();
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['sent']), { within: 20_000 });
    expect(smtp.to(to)).toHaveLength(1);
    expect(smtp.to(to)[0]!.raw).toContain(code);
    secrets.push(code, to);
  }, 60_000);

  it('or not, it writes neither codes nor addresses into its log', async () => {
    await eventually(() => expect(accepted()).toHaveLength(2));
    expect(secrets).toHaveLength(4);
    for (const secret of secrets) expect(log).not.toContain(secret);
  });
});
