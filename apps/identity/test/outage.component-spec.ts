import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkSession, register, signIn } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { aForm, ORIGIN } from './builders.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start());
afterAll(() => identity.stop());

describe('identity', () => {
  it('says at once that it cannot, while the database is killed, and goes on by itself when it is back', async () => {
    const { username, password } = await identity.activated();
    const opened = await identity.signIn(username);
    identity.servers.mongo.kill('SIGKILL');
    await identity.servers.mongo.exited;
    const started = performance.now();
    const refusals = await Promise.all([identity.refusal(checkSession, callerOf(opened)), identity.refusal(signIn, { username, password, origin: ORIGIN })]);
    expect(refusals.map((refused) => refused?.code)).toEqual(['service-unavailable', 'service-unavailable']);
    expect(performance.now() - started).toBeLessThan(8_000);
    await identity.servers.mongo.restart();
    await eventually(async () => expect(await identity.ask(checkSession, callerOf(opened))).toMatchObject({ alive: true }), { within: 20_000 });
    await eventually(() => identity.signIn(username), { within: 20_000 });
  }, 60_000);

  it('settles what was accepted while the bus restarts', async () => {
    const form = aForm();
    await identity.knows(await identity.contractOpened(form.customerNumber));
    await identity.ask(register, { ...form, origin: ORIGIN });
    identity.servers.nats.kill('SIGKILL');
    await identity.servers.nats.restart();
    await identity.codeFor(form.email);
    await eventually(async () => {
      const rows = await identity.outbox('bsp.dlv.notification.activation-code');
      expect(rows.every((row) => row.publishedAt)).toBe(true);
    }, { within: 20_000 });
  }, 60_000);
});
