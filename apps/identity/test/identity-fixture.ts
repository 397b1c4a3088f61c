import { compactDecrypt, importJWK, type JWK } from 'jose';
import {
  checkActivationCode, completeActivation, contractEnded, contractOpened, register, signIn,
  type CommandContract, type OpenedSession, type ReplyOf, type RequestInput,
} from '#libs/contracts';
import { DomainError, newCall, newId, type Call } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { Database } from '#libs/persistence';
import { DEVELOPMENT_NOTIFICATION_PRIVATE_KEY, type RunningService } from '#libs/service';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { start } from '../src/main.js';
import { aForm, freshAccessNumber, freshUsername, ORIGIN, PASSWORD } from './builders.js';

/** Hashing that costs next to nothing: these tests are about everything else. */
const FAST = { ARGON2_MEMORY_KIB: '64', ARGON2_PASSES: '1' };
const quiet = createLogger({ service: 'test', level: 'silent' });

export interface Delivered {
  id: string;
  to: string;
  code: string;
  /** Of mails about forgotten passwords and usernames. */
  accounts: { username: string; role: string; token: string }[];
}

interface OutboxRow {
  _id: string;
  subject: string;
  key: string;
  payload: string;
  secret?: string;
  publishedAt?: Date;
}

/** identity on real servers: asked as the gateway asks, fed as contract-linking feeds it. */
export class IdentityFixture {
  servers!: TestServers;
  services: RunningService[] = [];
  private bus!: BusClient;
  private settings: Record<string, string> = {};
  private links: NatsLink[] = [];
  private contracts!: NatsLink;
  private readonly read = new Map<string, Delivered>();

  async start({ instances = 1, env = {} }: { instances?: number; env?: Record<string, string> } = {}): Promise<void> {
    this.servers = await startTestServers();
    const gateway = await this.link('gateway');
    this.contracts = await this.link('contract-linking');
    this.bus = new BusClient(gateway, quiet);
    this.settings = { ...FAST, ...env };
    await this.startServices(instances);
  }

  async startServices(instances = 1): Promise<void> {
    for (let n = 0; n < instances; n++) this.services.push(await start(this.env()));
  }

  async stopServices(): Promise<void> {
    await Promise.all(this.services.splice(0).map((service) => service.stop()));
  }

  /** What a process of identity is told. */
  env(): Record<string, string> {
    return { ...this.servers.envFor('identity'), ...this.settings };
  }

  async stop(): Promise<void> {
    await this.stopServices();
    await Promise.all(this.links.map((link) => link.close()));
    await this.servers.stop();
  }

  async link(user: string): Promise<NatsLink> {
    const { nats } = this.servers;
    const link = await connectNats({ url: nats.url, user, password: nats.passwordFor(user), service: user, logger: quiet });
    this.links.push(link);
    return link;
  }

  get database(): Database {
    return this.services[0]!.app.get(Database);
  }

  ask<C extends CommandContract>(command: C, request: RequestInput<C>, call: Call = newCall(10_000)): Promise<ReplyOf<C>> {
    return this.bus.ask(command, request, call);
  }

  /** The code of the error it is refused with; undefined when it is not. */
  async refusal<C extends CommandContract>(command: C, request: RequestInput<C>): Promise<DomainError | undefined> {
    return this.ask(command, request).then(() => undefined, (error: DomainError) => error);
  }

  async contractOpened(customerNumber: string, accessNumber = freshAccessNumber(), sequence = 1): Promise<string> {
    const data = { actor: { kind: 'CRM' }, accessNumber, customerNumber, product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00Z' };
    await this.contractFact(contractOpened.type, accessNumber, sequence, data);
    return accessNumber;
  }

  async contractEnded(customerNumber: string, accessNumber: string, sequence: number, terminatedAt: string): Promise<void> {
    const data = { actor: { kind: 'CRM' }, accessNumber, customerNumber, product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00Z', terminatedAt };
    await this.contractFact(contractEnded.type, accessNumber, sequence, data);
  }

  async contractFact(type: string, subject: string, sequence: number, data: object, id = newId()): Promise<void> {
    const event = { specversion: '1.0', id, source: 'bsp/contract-linking', type, subject, sequence: String(sequence), time: new Date().toISOString(), data };
    await this.contracts.js.publish(type, JSON.stringify(event), { msgID: newId() });
  }

  /** Waits until identity knows a contract. */
  async knows(accessNumber: string): Promise<void> {
    await eventually(async () => {
      if (!(await this.database.collection<{ _id: string }>('contracts').findOne({ _id: accessNumber }))) throw new Error('contract not known yet');
    });
  }

  /** Codes sent to an address, oldest first; wiped ones are gone. */
  async codesFor(email: string, messageType = 'activation-code'): Promise<Delivered[]> {
    const rows = (await this.outbox(`bsp.dlv.notification.${messageType}`)).filter(({ secret }) => secret !== undefined);
    const delivered = await Promise.all(rows.map((row) => this.opened(row)));
    return delivered.filter(({ to }) => to === email);
  }

  private async opened({ _id, secret }: OutboxRow): Promise<Delivered> {
    const known = this.read.get(_id);
    if (known) return known;
    const key = await importJWK(JSON.parse(DEVELOPMENT_NOTIFICATION_PRIVATE_KEY) as JWK, 'ECDH-ES');
    const delivered = { ...(JSON.parse(new TextDecoder().decode((await compactDecrypt(secret!, key)).plaintext)) as Delivered), id: _id };
    this.read.set(_id, delivered);
    return delivered;
  }

  /** What could not be settled under load is settled when its lease of ten seconds is over. */
  async codeFor(email: string, nth = 1, messageType = 'activation-code'): Promise<string> {
    return eventually(async () => {
      const delivered = (await this.codesFor(email, messageType))[nth - 1];
      if (!delivered) throw new Error(`no code number ${nth} for ${email} yet`);
      return delivered.code;
    }, { within: 20_000 });
  }

  /** Pauses after wrong tries become as long as they can be, so that none ends by itself meanwhile. */
  async prolongPauses(): Promise<void> {
    await this.database.collection('sign-in-throttles').updateMany({ pausedUntil: { $gt: new Date(0) } }, { $set: { pausedUntil: new Date(Date.now() + 900_000) } });
  }

  outbox(subject: string): Promise<OutboxRow[]> {
    return this.database.collection<OutboxRow>('outbox').find({ subject }).sort({ _id: 1 }).toArray();
  }

  /** Data of the facts of one kind about one subject, or those whose data match. */
  async facts(type: string, matches: (data: Record<string, unknown>) => boolean): Promise<Record<string, unknown>[]> {
    const rows = await this.outbox(type);
    return rows.map((row) => (JSON.parse(row.payload) as { data: Record<string, unknown> }).data).filter(matches);
  }

  /** A form whose customer number has a contract, and the code that came of it. */
  async invited(form = aForm()): Promise<{ form: ReturnType<typeof aForm>; code: string }> {
    await this.knows(await this.contractOpened(form.customerNumber));
    await this.ask(register, { ...form, origin: ORIGIN });
    return { form, code: await this.codeFor(form.email) };
  }

  async activationToken(code: string): Promise<string> {
    return (await this.ask(checkActivationCode, { activationCode: code, origin: ORIGIN })).activationToken;
  }

  /** An active account. */
  async activated(username = freshUsername(), password = PASSWORD): Promise<{ form: ReturnType<typeof aForm>; username: string; password: string }> {
    const { form, code } = await this.invited();
    await this.ask(completeActivation, { activationToken: await this.activationToken(code), username, password, origin: ORIGIN });
    return { form, username, password };
  }

  async signIn(username: string, password = PASSWORD, origin = ORIGIN): Promise<OpenedSession> {
    const answer = await this.ask(signIn, { username, password, origin });
    if ('challengeId' in answer) throw new Error('a one-time code is asked for');
    return answer;
  }
}

export const callerOf = ({ accountId, sessionId }: OpenedSession) => ({ accountId, sessionId });
