import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountActivated, applyFacts, contactDataChanged, contractEnded, contractMoved, contractOpened, fact } from '#libs/contracts';
import { type NewFact, newCall, newId, type WrittenFact } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { Database } from '#libs/persistence';
import type { RunningService } from '#libs/service';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { start } from '../src/main.js';

const CRM = { kind: 'CRM' } as const;
const SELF = { kind: 'SELF' } as const;
let servers: TestServers;
let service: RunningService;
let links: Record<'contract-linking' | 'identity' | 'gateway', NatsLink>;

beforeAll(async () => {
  servers = await startTestServers();
  service = await start(servers.envFor('entitlements'));
  links = { 'contract-linking': await link('contract-linking'), identity: await link('identity'), gateway: await link('gateway') };
});
afterAll(async () => {
  await service.stop();
  await Promise.all(Object.values(links).map((open) => open.close()));
  await servers.stop();
});

const link = (user: string) =>
  connectNats({ url: servers.nats.url, user, password: servers.nats.passwordFor(user), service: user, logger: createLogger({ service: user, level: 'silent' }) });
const found = (collection: string, id: string) => service.app.get(Database).collection<{ _id: string }>(collection).findOne({ _id: id });
const written = (news: NewFact): WrittenFact => ({ ...news, id: newId(), time: new Date().toISOString(), source: 'bsp/test' });
const publish = async (producer: 'contract-linking' | 'identity', { sequence, ...attributes }: WrittenFact) => {
  await links[producer].js.publish(attributes.type, JSON.stringify({ specversion: '1.0', ...attributes, sequence: String(sequence) }), { msgID: newId() });
};

let last = 0;
const contract = () => ({ actor: CRM, accessNumber: `02281${String(100_000 + ++last)}`, customerNumber: '1000000', product: 'SIP_TRUNK' as const, validFrom: '2026-01-01T00:00:00.000Z' });

describe('entitlements', () => {
  it('copies contracts and never goes back to an older version', async () => {
    const data = contract();
    const facts = [fact(contractOpened, 1, data), fact(contractMoved, 2, { ...data, customerNumber: '2000000' }), fact(contractEnded, 3, { ...data, customerNumber: '2000000', terminatedAt: data.validFrom })];
    for (const news of [...facts].reverse()) await publish('contract-linking', written(news));
    const after = contract();
    await publish('contract-linking', written(fact(contractOpened, 1, after)));
    await eventually(async () => expect(await found('contracts', after.accessNumber)).not.toBeNull());
    expect(await found('contracts', data.accessNumber)).toMatchObject({ customerNumber: '2000000', sequence: 3, terminatedAt: new Date(data.validFrom) });
  });

  it('copies who is who, in whatever order it hears of it', async () => {
    const accountId = newId();
    const person = { role: 'MASTER_ADMINISTRATOR' as const, firstName: 'Erika', lastName: 'Muster' };
    await publish('identity', written(fact(contactDataChanged, 3, { actor: SELF, accountId, changedFields: ['company'], company: 'Neu GmbH', locale: 'de' })));
    await publish('identity', written(fact(accountActivated, 2, { actor: SELF, accountId, ...person, company: 'Alt GmbH', email: 'e@example.test', locale: 'de' })));
    await eventually(async () => expect(await found('accounts', accountId)).toEqual({ _id: accountId, person, company: { name: 'Neu GmbH', sequence: 3 } }));
  });

  it('shows facts that the gateway hands over at once, and is not disturbed when the stream brings them again', async () => {
    const data = contract();
    const opened = written(fact(contractOpened, 1, data));
    const bus = new BusClient(links.gateway, createLogger({ service: 'test', level: 'silent' }));
    await bus.ask(applyFacts.entitlements, { facts: [{ ...opened, data }] }, newCall(3_000));
    expect(await found('contracts', data.accessNumber)).toMatchObject({ customerNumber: '1000000', sequence: 1 });
    await publish('contract-linking', opened);
    await publish('contract-linking', written(fact(contractMoved, 2, { ...data, customerNumber: '3000000' })));
    await eventually(async () => expect(await found('contracts', data.accessNumber)).toMatchObject({ customerNumber: '3000000', sequence: 2 }));
  });
});
