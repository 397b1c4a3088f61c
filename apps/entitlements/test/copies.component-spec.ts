import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountActivated, accountClosed, accountLocked, accountUnlocked, applyFacts, contactDataChanged, contractEnded, contractMoved, contractOpened, fact, listOrphans, subAdministratorCreated,
} from '#libs/contracts';
import { type NewFact, newCall, newId, type WrittenFact } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger, metrics } from '#libs/observability';
import { Database } from '#libs/persistence';
import type { RunningService } from '#libs/service';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { start } from '../src/main.js';

const CRM = { kind: 'CRM' } as const;
const SELF = { kind: 'SELF' } as const;
const OPERATOR = { kind: 'OPERATOR' } as const;
let servers: TestServers;
let service: RunningService;
let links: Record<'contract-linking' | 'identity' | 'gateway' | 'operator', NatsLink>;

beforeAll(async () => {
  servers = await startTestServers();
  service = await start(servers.envFor('entitlements'));
  links = { 'contract-linking': await link('contract-linking'), identity: await link('identity'), gateway: await link('gateway'), operator: await link('operator') };
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

const orphansCounted = async () => Number((await metrics.getSingleMetric('bsp_orphans_total')!.get()).values[0]?.value ?? 0);

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
    await eventually(async () => expect(await found('contracts', data.accessNumber)).toMatchObject({ customerNumber: '2000000', sequence: 3, terminatedAt: new Date(data.validFrom) }));
  });

  it('copies who is who and in which state, in whatever order it hears of it', async () => {
    const accountId = newId();
    const person = { firstName: 'Erika', lastName: 'Muster' };
    const change = { actor: OPERATOR, accountId, role: 'MASTER_ADMINISTRATOR' as const, reason: 'OPERATOR' as const };
    await publish('identity', written(fact(accountUnlocked, 5, change)));
    await publish('identity', written(fact(contactDataChanged, 3, { actor: SELF, accountId, changedFields: ['company'], company: 'Neu GmbH', locale: 'de' })));
    await publish('identity', written(fact(accountLocked, 4, change)));
    await publish('identity', written(fact(accountActivated, 2, { actor: SELF, accountId, role: change.role, ...person, company: 'Alt GmbH', email: 'e@example.test', locale: 'de' })));
    const expected = { _id: accountId, role: { name: change.role, sequence: 5 }, person: { ...person, sequence: 2 }, company: { name: 'Neu GmbH', sequence: 3 } };
    await eventually(async () => expect(await found('accounts', accountId)).toEqual({ ...expected, state: { status: 'ACTIVE', sequence: 5 } }));
    await publish('identity', written(fact(accountClosed, 6, change)));
    await eventually(async () => expect(await found('accounts', accountId)).toMatchObject({ state: { status: 'CLOSED', sequence: 6 } }));
  });

  it('counts whom a closed master leaves behind, and tells operators who they are', async () => {
    const [superiorId, accountId] = [newId(), newId()];
    const created = { actor: SELF, accountId, role: 'SUB_ADMINISTRATOR' as const, superiorId, firstName: 'Uwe', lastName: 'Unter', company: 'Muster GmbH', email: 'u@example.test', locale: 'de' as const, expiresAt: '2030-01-01T00:00:00.000Z' };
    const before = await orphansCounted();
    await publish('identity', written(fact(subAdministratorCreated, 1, created)));
    await eventually(async () => expect(await found('accounts', accountId)).not.toBeNull());
    const closed = written(fact(accountClosed, 7, { actor: OPERATOR, accountId: superiorId, role: 'MASTER_ADMINISTRATOR', reason: 'OPERATOR' }));
    for (let n = 0; n < 2; n++) await publish('identity', closed);
    const operator = new BusClient(links.operator, createLogger({ service: 'test', level: 'silent' }));
    await eventually(async () => expect((await operator.ask(listOrphans, {}, newCall(3_000))).items).toEqual([{ accountId, status: 'INVITED', firstName: 'Uwe', lastName: 'Unter', company: 'Muster GmbH', superiorId }]));
    await eventually(async () => expect(await orphansCounted()).toBe(before + 1));
  });

  it('shows facts that the gateway hands over at once, and is not disturbed when the stream brings them again', async () => {
    const data = contract();
    const opened = written(fact(contractOpened, 1, data));
    const bus = new BusClient(links.gateway, createLogger({ service: 'test', level: 'silent' }));
    await bus.ask(applyFacts, { facts: [{ ...opened, data }] }, newCall(3_000));
    expect(await found('contracts', data.accessNumber)).toMatchObject({ customerNumber: '1000000', sequence: 1 });
    await publish('contract-linking', opened);
    await publish('contract-linking', written(fact(contractMoved, 2, { ...data, customerNumber: '3000000' })));
    await eventually(async () => expect(await found('contracts', data.accessNumber)).toMatchObject({ customerNumber: '3000000', sequence: 2 }));
  });
});
