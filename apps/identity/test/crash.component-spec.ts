import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { scriptOf, startNodeProcess } from '#local/processes/node-process';
import { sessionEnded, signOut } from '#libs/contracts';
import type { NatsLink } from '#libs/messaging';
import { eventually } from '#libs/testing';
import { ORIGIN } from './builders.js';
import { IdentityFixture } from './identity-fixture.js';

type JetStreamManager = Awaited<ReturnType<NatsLink['js']['jetstreamManager']>>;

const identity = new IdentityFixture();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bsp-identity-'));
  await identity.start();
});
afterAll(async () => {
  await identity.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('identity killed between commit and publish', () => {
  it('loses no event, and tells it once', async () => {
    const opened = await identity.signIn((await identity.activated()).username);
    const manager = await (await identity.link('provisioner')).js.jetstreamManager();
    await identity.stopServices();
    const victim = await startNodeProcess({ name: 'identity', script: scriptOf('dist/bundles/identity.js'), env: identity.env(), logFile: join(folder, 'identity.log') });

    try {
      // A stream that takes no message: everything is committed, nothing published.
      await manager.streams.update('BSP_EVENTS', { max_msg_size: 1 });
      await identity.ask(signOut, { sessionId: opened.sessionId, origin: ORIGIN });
    } finally {
      victim.kill('SIGKILL');
      await victim.exited;
    }
    expect(await publishedTo(manager, sessionEnded.type)).toBe(0);
    await manager.streams.update('BSP_EVENTS', { max_msg_size: -1 });
    await identity.startServices();

    const ended = await eventually(async () => {
      const [row] = (await identity.outbox(sessionEnded.type)).filter(({ key }) => key === opened.sessionId);
      expect(row?.publishedAt).toBeInstanceOf(Date);
      return row!;
    }, { within: 20_000 });
    expect(JSON.parse(ended.payload)).toMatchObject({ id: ended._id, data: { sessionId: opened.sessionId, reason: 'SIGN_OUT' } });
    expect(await publishedTo(manager, sessionEnded.type)).toBe(1);
  });
});

/** Messages on one subject, as the stream counts them. */
async function publishedTo(manager: JetStreamManager, subject: string): Promise<number> {
  const { state } = await manager.streams.info('BSP_EVENTS', { subjects_filter: subject });
  return state.subjects?.[subject] ?? 0;
}
