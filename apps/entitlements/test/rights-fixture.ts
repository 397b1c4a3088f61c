import { applyFacts, checkRights, type CommandContract, type DataOf, type ReplyOf, type RequestInput, sharesChanged } from '#libs/contracts';
import { type NewFact, newCall, newId, type WrittenFact } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { Database } from '#libs/persistence';
import type { RunningService } from '#libs/service';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { start } from '../src/main.js';

interface Told {
  id: string;
  type: string;
  sequence: string;
  data: { accountId: string; accessNumber: string; rights: string[]; via: string; chain: string[]; cause: string; actor: { kind: string } };
}

interface SharesTold {
  type: string;
  data: DataOf<typeof sharesChanged>;
}

type User = 'contract-linking' | 'identity' | 'gateway' | 'operator' | 'harness';

/** Entitlements on real servers, told by others and asked by the gateway. */
export class RightsFixture {
  private servers!: TestServers;
  private readonly services: RunningService[] = [];
  private readonly links = new Map<User, NatsLink>();
  private readonly told: Told[] = [];
  private readonly heard = new Set<string>();
  private last = 50_000_000;

  async start({ instances }: { instances: number }): Promise<void> {
    this.servers = await startTestServers();
    for (let n = 0; n < instances; n++) this.services.push(await start(this.servers.envFor('entitlements')));
    for (const user of ['contract-linking', 'identity', 'gateway', 'operator', 'harness'] as const) this.links.set(user, await this.link(user));
    this.links.get('harness')!.nc.subscribe('bsp.evt.entitlements.>', { callback: (error, message) => (error ? undefined : this.hear(message.json<Told>())) });
    await this.links.get('harness')!.nc.flush();
  }

  async stop(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await Promise.all([...this.links.values()].map((link) => link.close()));
    await this.servers.stop();
  }

  freshNumber(): string {
    return String(++this.last);
  }

  ask<C extends CommandContract>(command: C, request: RequestInput<C>): Promise<ReplyOf<C>> {
    return this.askAs('gateway', command, request);
  }

  askAsOperator<C extends CommandContract>(command: C, request: RequestInput<C>): Promise<ReplyOf<C>> {
    return this.askAs('operator', command, request);
  }

  askAsHarness(request: RequestInput<typeof checkRights>): Promise<ReplyOf<typeof checkRights>> {
    return this.askAs('harness', checkRights, request);
  }

  /** As the gateway does it before it answers, and as the stream brings it once more. */
  async apply(...news: NewFact[]): Promise<void> {
    for (const written of news.map((one) => this.written(one))) {
      await this.ask(applyFacts, { facts: [{ ...written, data: written.data as Record<string, unknown> }] });
      await this.publishWritten(written);
    }
  }

  written(news: NewFact): WrittenFact {
    return { ...news, id: newId(), time: new Date().toISOString(), source: 'bsp/test' };
  }

  publish(news: NewFact): Promise<void> {
    return this.publishWritten(this.written(news));
  }

  async publishWritten({ sequence, ...attributes }: WrittenFact): Promise<void> {
    const producer = attributes.type.startsWith('bsp.evt.identity.') ? 'identity' : 'contract-linking';
    await this.links.get(producer)!.js.publish(attributes.type, JSON.stringify({ specversion: '1.0', ...attributes, sequence: String(sequence) }), { msgID: newId() });
  }

  /** What was told of the rights on one contract, by sequence, as soon as there are `count` of them. */
  async toldOf(accessNumber: string, count: number): Promise<Told[]> {
    return eventually(() => {
      const found = this.told.filter(({ data }) => data.accessNumber === accessNumber);
      if (found.length < count) throw new Error(`${found.length} facts of ${accessNumber}, not ${count} yet`);
      return found.sort((a, b) => Number(a.sequence) - Number(b.sequence));
    });
  }

  /** What an account was told of shares, as soon as there are `count` of it. */
  async sharesToldTo(accountId: string, count: number): Promise<SharesTold[]> {
    return eventually(() => {
      const found = this.told.filter(({ type, data }) => type === sharesChanged.type && data.accountId === accountId) as unknown as SharesTold[];
      if (found.length < count) throw new Error(`${found.length} of ${count} facts`);
      return found;
    });
  }

  found(collection: string, id: string): Promise<object | null> {
    return this.database.collection<{ _id: string }>(collection).findOne({ _id: id });
  }

  /** Contracts of one number, as they were before anybody was connected with it. */
  async insertContracts(customerNumber: string, count: number): Promise<string[]> {
    const documents = Array.from({ length: count }, () => ({ _id: this.freshNumber(), customerNumber, product: 'SIP_TRUNK', validFrom: new Date(0), life: 1, sequence: 1, version: 0, grants: [], holders: [] }));
    await this.database.collection<{ _id: string }>('contracts').insertMany(documents as never);
    return documents.map(({ _id }) => _id);
  }

  /** As if another process changed rights on contracts of this number, until the function returned is called. */
  async holdLock(customerNumber: string): Promise<() => Promise<void>> {
    const session = this.database.startSession();
    // What the stream brings may hold it itself for a moment.
    await eventually(async () => {
      if (session.inTransaction()) await session.abortTransaction();
      session.startTransaction();
      await this.database.collection<{ _id: string }>('customer-locks').updateOne({ _id: customerNumber }, { $inc: { taken: 1 } } as never, { session, upsert: true });
    });
    return async () => {
      await session.abortTransaction();
      await session.endSession();
    };
  }

  /** A contract that nobody can read. */
  async insertBroken(accessNumber: string): Promise<void> {
    await this.database.collection<{ _id: string }>('contracts').insertOne({ _id: accessNumber, customerNumber: this.freshNumber(), sequence: 0, version: 0, grants: 'none' } as never);
  }

  /** The outbox may publish a fact again under its id: the stream drops that, a plain subscriber hears it. */
  private hear(fact: Told): void {
    if (this.heard.has(fact.id)) return;
    this.heard.add(fact.id);
    this.told.push(fact);
  }

  private get database(): Database {
    return this.services[0]!.app.get(Database);
  }

  private askAs<C extends CommandContract>(user: User, command: C, request: RequestInput<C>): Promise<ReplyOf<C>> {
    return new BusClient(this.links.get(user)!, createLogger({ service: 'test', level: 'silent' })).ask(command, request, newCall(5_000));
  }

  private link(user: User): Promise<NatsLink> {
    return connectNats({ url: this.servers.nats.url, user, password: this.servers.nats.passwordFor(user), service: user, logger: createLogger({ service: user, level: 'silent' }) });
  }
}
