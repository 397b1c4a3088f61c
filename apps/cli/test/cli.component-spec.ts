import { headers } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { deadLetterSubject, listOrphans, listRights, outboxLag, rotateSigningKeys, STREAMS } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { startTestNats, type TestNats } from '#libs/testing';
import { cliJson, runCli } from './run-cli.js';

// Every command is a process of its own, and the machine may be busy.
jest.setTimeout(120_000);

let nats: TestNats;
const links: NatsLink[] = [];
beforeAll(async () => {
  nats = await startTestNats();
});
afterAll(async () => {
  await Promise.all(links.map((link) => link.close()));
  await nats.stop();
});

async function as(user: string): Promise<NatsLink> {
  const link = await connectNats({ url: nats.url, user, password: nats.passwordFor(user), service: user, logger: createLogger({ service: user, level: 'silent' }) });
  links.push(link);
  return link;
}

/** Answers a command as the service would. */
async function answer(user: string, subject: string, response: object | (() => object)): Promise<void> {
  const link = await as(user);
  link.nc.subscribe(subject, { queue: user, callback: (_, message) => void message.respond(JSON.stringify({ response: typeof response === 'function' ? response() : response, isDisposed: true, id: '1' })) });
  await link.nc.flush();
}

describe('the operators’ command line', () => {
  it('makes the streams, again and again, and shows them with their readers', async () => {
    for (let n = 0; n < 2; n++) expect(await runCli(nats, ['migrate'])).toEqual({ code: 0, out: 'Streams and durables are as this release needs them.\n', err: '' });
    const rows = await cliJson<{ stream: string; reader: string | null; waiting: number | null }[]>(nats, 'streams', 'lag');
    expect(new Set(rows.map(({ stream }) => stream))).toEqual(new Set(STREAMS.map(({ name }) => name)));
    expect(rows).toContainEqual(expect.objectContaining({ stream: 'BSP_CRM', reader: 'contract-linking', waiting: 0, inFlight: 0 }));
  });

  it('lists, shows and discards dead letters, and says which do not exist', async () => {
    await deadLetter('{"broken');
    await deadLetter(new Uint8Array([0xff, 0xfe]));
    const [letter, binary] = await cliJson<{ number: number; subject: string; reason: string; tries: number }[]>(nats, 'dead-letters', 'list', '--service', 'contract-linking');
    expect(letter).toMatchObject({ subject: 'bsp.crm.customer.upserted.v1', reason: 'unreadable', tries: 1 });
    const shown = await Promise.all([letter, binary].map((one) => cliJson(nats, 'dead-letters', 'show', String(one!.number))));
    expect(shown).toMatchObject([{ message: '{"broken' }, { base64: '//4=' }]);
    expect(await cliJson(nats, 'dead-letters', 'discard', String(letter!.number), String(binary!.number))).toEqual({ discarded: [letter!.number, binary!.number] });
    const [left, ...missing] = await Promise.all([['list'], ['show', '1'], ['replay', '1']].map((args) => runCli(nats, ['dead-letters', ...args])));
    expect(left).toEqual({ code: 0, out: 'There are no dead letters.\n', err: '' });
    for (const result of missing) expect(result).toEqual({ code: 1, out: '', err: 'There is no dead letter 1.\n' });
  });

  it('shows page by page who is without a superior, an empty page included', async () => {
    const orphan = (accountId: string) => ({ accountId, status: 'ACTIVE', firstName: 'Uwe', lastName: 'Unter', company: 'Muster GmbH', superiorId: null });
    const [first, second] = [newId(), newId()];
    const pages = [{ items: [orphan(first)], nextCursor: first }, { items: [], nextCursor: second }, { items: [orphan(second)], nextCursor: null }, { items: [], nextCursor: null }];
    await answer('entitlements', listOrphans.subject, () => pages.shift()!);
    expect(await cliJson(nats, 'rights', 'orphans')).toEqual([orphan(first), orphan(second)]);
    expect(await runCli(nats, ['rights', 'orphans'])).toEqual({ code: 0, out: 'Every sub-administrator has a superior.\n', err: '' });
  });

  it('shows page by page what an account holds', async () => {
    const held = (accessNumber: string) => ({ accessNumber, customerNumber: '4711000', product: 'SIP_TRUNK', status: 'ACTIVE', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], sources: ['LINK'], customerCentreLinked: false });
    const nothing = { items: [], nextCursor: null };
    const pages = [{ items: [held('030471100')], nextCursor: '030471100' }, { items: [held('030471101')], nextCursor: null }, { items: [held('030471100')], nextCursor: null }, nothing];
    await answer('entitlements', listRights.subject, () => pages.shift()!);
    expect(await cliJson(nats, 'rights', 'show', '--id', newId())).toEqual([held('030471100'), held('030471101')]);
    expect((await runCli(nats, ['rights', 'show', '--id', newId()])).out).toMatch(/^030471100 +4711000 +SIP_TRUNK +ADMINISTRATION, COMMERCIAL_CONTACT +LINK$/m);
    expect(await runCli(nats, ['rights', 'show', '--id', newId()])).toEqual({ code: 0, out: 'This account holds nothing on any contract.\n', err: '' });
    expect(await runCli(nats, ['rights', 'show', '--id', 'me'])).toEqual({ code: 1, out: '', err: '"me" is no id of an account.\n' });
  });

  it('asks the gateway for its keys, and says so when it does not answer', async () => {
    expect(await runCli(nats, ['keys', 'list'])).toEqual({ code: 1, out: '', err: 'The service did not answer: is it running?\n' });
    const keys = [{ kid: 'k1', state: 'ACTIVE', createdAt: '2026-01-01T00:00:00.000Z', retiredAt: null }];
    await answer('gateway', rotateSigningKeys.subject, { keys });
    expect(await cliJson(nats, 'keys', 'rotate')).toEqual(keys);
  });

  it('shows what waits in the outboxes, and fails when a service is silent', async () => {
    for (const service of ['identity', 'contract-linking', 'entitlements'] as const) await answer(service, outboxLag[service].subject, { waiting: 2, oldestMs: 70 });
    const result = await runCli(nats, ['outbox', 'lag']);
    expect(result).toMatchObject({ code: 1, err: 'Not answering: notification.\n' });
    expect(result.out).toMatch(/^identity +2 +70$/m);
    expect(result.out).toMatch(/^notification +- +-$/m);
  });

  it('says in one sentence what is wrong with how it was called', async () => {
    const [stranger, nowhere, word, group, help] = await Promise.all([
      runCli(nats, ['streams', 'lag'], { NATS_PASSWORD: 'wrong-password' }),
      runCli(nats, ['streams', 'lag'], { NATS_URL: 'localhost' }),
      runCli(nats, ['dead-letters', 'show', 'first']),
      runCli(nats, ['keys']),
      runCli(nats, ['dead-letters', '--help']),
    ]);
    expect(stranger).toMatchObject({ code: 1, err: expect.stringMatching(/^NATS at .* does not let the user "operator" in .*\.\n$/) });
    expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('NATS_URL') });
    expect(word).toMatchObject({ code: 1, err: '"first" is not a whole number from 1 on.\n' });
    expect(group).toMatchObject({ code: 1, err: expect.stringContaining('Usage: bsp keys') });
    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('replay') });
  });
});

/** A letter as contract-linking leaves it. */
async function deadLetter(body: string | Uint8Array): Promise<void> {
  const head = headers();
  const about = { reason: 'unreadable', count: '1', subject: 'bsp.crm.customer.upserted.v1', stream: 'BSP_CRM', sequence: '7', service: 'contract-linking' };
  for (const [name, value] of Object.entries(about)) head.set(`bsp-dlq-${name}`, value);
  await (await as('contract-linking')).js.publish(deadLetterSubject('contract-linking'), body, { headers: head });
}
