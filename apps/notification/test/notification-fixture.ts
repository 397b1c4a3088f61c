import { CompactEncrypt, importJWK } from 'jose';
import { activationCodeDelivery, type DataOf, delivery, type DeliveryContract, type FactContract, type SecretOf } from '#libs/contracts';
import { newCode, newId } from '#libs/kernel';
import { connectNats, DeadLetters, type NatsLink, streamStates } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { connectDatabase, type Database, OUTBOX } from '#libs/persistence';
import { DEVELOPMENT_NOTIFICATION_PUBLIC_KEY, type RunningService } from '#libs/service';
import { startTestServers, type TestServers } from '#libs/testing';
import { start } from '../src/main.js';
import { MESSAGES, type MessageDocument } from '../src/storage/message.schema.js';

const silent = createLogger({ service: 'test', level: 'silent' });
const PRODUCERS = ['identity', 'contract-linking', 'entitlements'] as const;
const EXPIRES_AT = '2030-12-02T13:05:00.000Z';

/** A `message.sent` or `message.failed` as a subscriber sees it. */
export interface Told {
  id: string;
  type: string;
  data: { messageType: string; causeId: string; accountId?: string; reason?: string };
}

export interface OrderedCode {
  causeId: string;
  to: string;
  code: string;
}

/** notification on real servers, with stand-ins for the services that publish and a subscriber to its facts. */
export class NotificationFixture {
  readonly told: Told[] = [];
  servers!: TestServers;
  database!: Database;
  letters!: DeadLetters;
  private services: RunningService[] = [];
  private links: NatsLink[] = [];
  private readonly producers = new Map<string, NatsLink>();
  private operator!: NatsLink;

  async start(): Promise<void> {
    this.servers = await startTestServers();
    for (const producer of PRODUCERS) this.producers.set(producer, await this.link(producer));
    this.operator = await this.link('operator');
    this.letters = new DeadLetters(this.operator);
    const harness = await this.link('harness');
    harness.nc.subscribe('bsp.evt.notification.>', { callback: (_, message) => this.hear(message.json<Told>()) });
    await harness.nc.flush();
    this.database = await connectDatabase({ uri: this.servers.mongo.uriFor('notification'), service: 'test', logger: silent });
  }

  env(smtpUrl: string, more: Record<string, string> = {}): Record<string, string> {
    return { ...this.servers.envFor('notification'), SMTP_URL: smtpUrl, ...more };
  }

  async startService(smtpUrl: string, more: Record<string, string> = {}): Promise<RunningService> {
    const service = await start(this.env(smtpUrl, more));
    this.services.push(service);
    return service;
  }

  async stopServices(): Promise<void> {
    await Promise.all(this.services.splice(0).map((service) => service.stop()));
  }

  async stop(): Promise<void> {
    await this.stopServices();
    await Promise.all(this.links.map((link) => link.close()));
    await this.database.close();
    await this.servers.stop();
  }

  /** Publishes a fact of another service; returns its id. */
  async tell<F extends FactContract>(contract: F, data: Omit<DataOf<F>, 'actor'> & Partial<Pick<DataOf<F>, 'actor'>>, { sequence = 1, id = newId() } = {}): Promise<string> {
    const event = { id, subject: contract.keyOf({ actor: { kind: 'SELF' }, ...data } as never), sequence: String(sequence), data: { actor: { kind: 'SELF' }, ...data } };
    await this.publish(contract.type, event);
    return id;
  }

  /** Orders a mail with an activation code, as identity does. */
  async order(to: string, { publicKey = DEVELOPMENT_NOTIFICATION_PUBLIC_KEY, locale = 'de' as const, id = newId(), expiresAt = EXPIRES_AT } = {}): Promise<OrderedCode> {
    const code = newCode(16);
    await this.deliver(activationCodeDelivery, { to, salutation: 'MS', firstName: 'Erika', lastName: 'Muster', code }, { publicKey, locale, id, expiresAt });
    return { causeId: id, to, code };
  }

  /** Publishes a delivery, sealed; returns its id. */
  async deliver<D extends DeliveryContract>(contract: D, secret: SecretOf<D>, { publicKey = DEVELOPMENT_NOTIFICATION_PUBLIC_KEY, locale = 'de' as 'de' | 'en', id = newId(), expiresAt = EXPIRES_AT } = {}): Promise<string> {
    const key = await importJWK(JSON.parse(publicKey) as object, 'ECDH-ES');
    const jwe = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(secret))).setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' }).encrypt(key);
    const { type, subject, data } = delivery(contract, newId(), { locale, expiresAt, accountId: newId() }, jwe);
    await this.publish(type, { id, subject, data: { ...data, secret: jwe } });
    return id;
  }

  /** Without an id against duplicates, so that the stream takes every repetition. */
  async publish(type: string, event: object): Promise<void> {
    const producer = PRODUCERS.find((service) => type.startsWith(`bsp.evt.${service}.`)) ?? 'identity';
    await this.producers.get(producer)!.js.publish(type, JSON.stringify({ specversion: '1.0', source: `bsp/${producer}`, type, time: new Date().toISOString(), ...event }));
  }

  message(causeId: string): Promise<MessageDocument | null> {
    return this.database.collection<MessageDocument>(MESSAGES).findOne({ _id: causeId });
  }

  /** Ends the pauses between attempts, as if the time had passed. */
  async skipPauses(): Promise<void> {
    await this.database.collection<MessageDocument>(MESSAGES).updateMany({ state: 'QUEUED', holder: { $exists: false } }, { $set: { dueAt: new Date(0) } });
  }

  /** Messages that a stream holds. */
  async held(stream: string): Promise<number> {
    return (await streamStates(this.operator)).find((state) => state.stream === stream)!.messages;
  }

  /** Facts that notification has not handled yet. */
  async unhandledFacts(): Promise<number> {
    const { durables } = (await streamStates(this.operator)).find((state) => state.stream === 'BSP_EVENTS')!;
    const { waiting, inFlight } = durables.find(({ durable }) => durable === 'notification')!;
    return waiting + inFlight;
  }

  /** Facts on a message that the stream has acknowledged: a subscriber may miss some while it connects again. */
  acknowledgedOf(causeId: string): Promise<number> {
    return this.database.collection(OUTBOX).countDocuments({ payload: { $regex: causeId }, publishedAt: { $exists: true } });
  }

  toldOf(causeId: string): string[] {
    return this.told.filter(({ data }) => data.causeId === causeId).map(({ type, data }) => `${type.split('.').at(-2)}${data.reason ? ` ${data.reason}` : ''}`);
  }

  /** The outbox may publish a fact again under its id: the stream drops that, a plain subscriber hears it. */
  private hear(fact: Told): void {
    if (!this.told.some(({ id }) => id === fact.id)) this.told.push(fact);
  }

  private async link(user: string): Promise<NatsLink> {
    const { url } = this.servers.nats;
    const link = await connectNats({ url, user, password: this.servers.nats.passwordFor(user), service: user, logger: silent });
    this.links.push(link);
    return link;
  }
}

/** An address that no other test uses. */
export const freshAddress = (domain = 'example.test'): string => `erika.${newId()}@${domain}`;
