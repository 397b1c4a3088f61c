import { compactDecrypt, importJWK, type JWK } from 'jose';
import {
  accountClosed, type CommandContract, connectCustomerNumber, type DataOf, disconnectCustomerNumber, type FactContract, messageFailed, messageSent, type ReplyOf, type RequestInput, welcomeLetterDelivery,
  welcomeLetterRequested, type SecretOf,
} from '#libs/contracts';
import { type Call, type DomainError, newCall, newId } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { Database, OUTBOX, type OutboxRow } from '#libs/persistence';
import { DEVELOPMENT_NOTIFICATION_PRIVATE_KEY } from '#libs/service';
import { eventually } from '#libs/testing';
import { CrmFixture, freshNumbers } from './crm-fixture.js';

/** Hashing that costs next to nothing: these tests are about everything else. */
const FAST = { ARGON2_MEMORY_KIB: '64', ARGON2_PASSES: '1' };
const quiet = createLogger({ service: 'test', level: 'silent' });

export const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox on Linux' };
export const RECIPIENT: DataOf<typeof welcomeLetterRequested>['recipient'] = {
  salutation: 'MS', firstName: 'Anna', lastName: 'Muster', company: 'Muster GmbH', street: 'Münsterplatz', houseNumber: '1a', postalCode: '53111', city: 'Bonn', email: 'anna@muster-gmbh.example',
};

export type Sent = SecretOf<typeof welcomeLetterDelivery> & { causeId: string };

interface Order {
  id?: string;
  time?: string;
  channel?: 'EMAIL' | 'LETTER';
  recipient?: typeof RECIPIENT;
}

/** contract-linking on real servers: fed as CRM, identity and notification feed it, asked as the gateway and operators ask it. */
export class LinkingFixture {
  readonly crm = new CrmFixture();
  private readonly links = new Map<string, NatsLink>();
  private readonly opened = new Map<string, Sent>();

  async start({ instances = 2, env = {} }: { instances?: number; env?: Record<string, string> } = {}): Promise<void> {
    await this.crm.start({ instances, env: { ...FAST, ...env } });
    const { nats } = this.crm.servers;
    for (const user of ['gateway', 'operator', 'identity', 'notification']) {
      this.links.set(user, await connectNats({ url: nats.url, user, password: nats.passwordFor(user), service: user, logger: quiet }));
    }
  }

  async stop(options: { keepServers?: boolean } = {}): Promise<void> {
    await Promise.all([...this.links.values()].map((link) => link.close()));
    await this.crm.stop(options);
  }

  get database(): Database {
    return this.crm.database;
  }

  ask<C extends CommandContract>(command: C, request: RequestInput<C>, call: Call = newCall(20_000)): Promise<ReplyOf<C>> {
    return new BusClient(this.links.get(command.askedBy)!, quiet).ask(command, request, call);
  }

  /** The error it is refused with; undefined when it is not. */
  refusal<C extends CommandContract>(command: C, request: RequestInput<C>): Promise<DomainError | undefined> {
    return this.ask(command, request).then(() => undefined, (error: DomainError) => error);
  }

  async order(customerNumber: string, { id = newId(), time = new Date().toISOString(), channel = 'LETTER', recipient = RECIPIENT }: Order = {}): Promise<void> {
    const data = { customerNumber, channel, recipient, locale: 'de' };
    await this.crm.raw(welcomeLetterRequested.type, JSON.stringify({ specversion: '1.0', id, source: 'crm', type: welcomeLetterRequested.type, time, data }));
  }

  /** Everything that was put on its way for a customer number, oldest first. */
  async sent(customerNumber: string): Promise<Sent[]> {
    const rows = await this.database.collection<OutboxRow>(OUTBOX).find({ subject: welcomeLetterDelivery.type, secret: { $exists: true } }).sort({ _id: 1 }).toArray();
    return (await Promise.all(rows.map((row) => this.open(row)))).filter((mail) => mail.customerNumber === customerNumber);
  }

  /** The one-time password of each of these customer numbers, which were sent one each. */
  async codesOf(customerNumbers: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.collection<OutboxRow>(OUTBOX).find({ subject: welcomeLetterDelivery.type, secret: { $exists: true } }).toArray();
    const sent = await Promise.all(rows.map((row) => this.open(row)));
    return new Map(sent.filter(({ customerNumber }) => customerNumbers.includes(customerNumber)).map(({ customerNumber, code }) => [customerNumber, code]));
  }

  /** Orders a letter, and gives back what is sent. */
  async ordered(customerNumber: string, order: Order = {}): Promise<Sent> {
    const { length } = await this.sent(customerNumber);
    await this.order(customerNumber, order);
    return eventually(async () => {
      const sent = await this.sent(customerNumber);
      if (sent.length === length) throw new Error(`no letter for ${customerNumber} yet`);
      return sent.at(-1)!;
    });
  }

  connect(accountId: string, customerNumber: string, oneTimePassword: string, call?: Call) {
    return this.ask(connectCustomerNumber, { accountId, sessionId: newId(), customerNumber, oneTimePassword, origin: ORIGIN }, call);
  }

  /** `connected`, or the code it is refused with. */
  tries(accountId: string, customerNumber: string, oneTimePassword: string): Promise<string> {
    return this.connect(accountId, customerNumber, oneTimePassword).then(() => 'connected', ({ code }: DomainError) => code);
  }

  disconnect(accountId: string, customerNumber: string, confirm?: string, call?: Call) {
    return this.ask(disconnectCustomerNumber, { accountId, sessionId: newId(), customerNumber, ...(confirm !== undefined && { confirm }), origin: ORIGIN }, call);
  }

  /** An account that is connected with the number. */
  async connected(customerNumber: string, accountId = newId()): Promise<string> {
    await this.connect(accountId, customerNumber, (await this.ordered(customerNumber)).code);
    return accountId;
  }

  /** A contract of the number that is seen outside. */
  async contract(customerNumber: string, changes: { validFrom?: string } = {}): Promise<string> {
    const { accessNumber } = freshNumbers();
    await this.crm.customer(customerNumber);
    await this.crm.provisioned(accessNumber, customerNumber, changes);
    await eventually(() => {
      if (this.crm.newsOf(accessNumber).length === 0) throw new Error(`${accessNumber} is not opened yet`);
    });
    return accessNumber;
  }

  /** notification reports what became of a message. */
  async reported(contract: typeof messageSent | typeof messageFailed, causeId: string, { messageType = 'welcome-letter', time = new Date().toISOString() } = {}): Promise<void> {
    await this.publish('notification', contract, { actor: { kind: 'SYSTEM' }, messageType, causeId }, time);
  }

  async accountClosed(accountId: string): Promise<void> {
    await this.publish('identity', accountClosed, { actor: { kind: 'OPERATOR' }, accountId, role: 'MASTER_ADMINISTRATOR', reason: 'OPERATOR' });
  }

  /** The facts of one kind whose data match, as they were written, oldest first. */
  async facts(contract: FactContract, matches: Record<string, unknown>): Promise<{ sequence: number; data: Record<string, unknown> }[]> {
    const rows = await this.database.collection<OutboxRow>(OUTBOX).find({ subject: contract.type }).sort({ _id: 1 }).toArray();
    const facts = rows.map(({ payload }) => JSON.parse(payload) as { sequence: string; data: Record<string, unknown> });
    const found = facts.filter(({ data }) => Object.entries(matches).every(([name, value]) => data[name] === value));
    return found.map(({ sequence, data }) => ({ sequence: Number(sequence), data }));
  }

  private async publish(user: string, contract: FactContract, data: object, time = new Date().toISOString()): Promise<void> {
    const id = newId();
    const event = { specversion: '1.0', id, source: `bsp/${user}`, type: contract.type, subject: id, sequence: '1', time, data };
    await this.links.get(user)!.js.publish(contract.type, JSON.stringify(event), { msgID: id });
  }

  private async open({ _id: causeId, secret }: OutboxRow): Promise<Sent> {
    const known = this.opened.get(causeId);
    if (known) return known;
    const key = await importJWK(JSON.parse(DEVELOPMENT_NOTIFICATION_PRIVATE_KEY) as JWK, 'ECDH-ES');
    const sent = { ...(JSON.parse(new TextDecoder().decode((await compactDecrypt(secret!, key)).plaintext)) as Sent), causeId };
    this.opened.set(causeId, sent);
    return sent;
  }
}

export const freshCustomerNumber = (): string => freshNumbers().customerNumber;
