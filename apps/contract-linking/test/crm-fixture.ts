import { contractEnded, contractMoved, contractOpened, contractProvisioned, contractTerminated, customerUpserted, type FactContract } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { connectNats, DeadLetters, type NatsLink, streamStates } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { Database } from '#libs/persistence';
import type { RunningService } from '#libs/service';
import { startTestServers, type TestServers } from '#libs/testing';
import { start } from '../src/main.js';

/** A fact out as a subscriber sees it. */
export interface Told {
  id: string;
  type: string;
  sequence: number;
  data: { accessNumber: string; customerNumber: string; product: string; terminatedAt?: string };
}

interface Stamp {
  id?: string;
  time?: string;
}

/** contract-linking on real servers, with the CRM's stand-in on the one side and a subscriber to its facts on the other. */
export class CrmFixture {
  readonly told: Told[] = [];
  private readonly heard = new Set<string>();
  servers!: TestServers;
  services: RunningService[] = [];
  letters!: DeadLetters;
  private harness!: NatsLink;
  private operator!: NatsLink;

  async start({ instances = 1, env = {} }: { instances?: number; env?: Record<string, string> } = {}): Promise<void> {
    this.servers = await startTestServers();
    [this.harness, this.operator] = await Promise.all([this.link('harness'), this.link('operator')]);
    this.letters = new DeadLetters(this.operator);
    this.harness.nc.subscribe('bsp.evt.contract-linking.>', { callback: (_, message) => this.hear(toTold(message.json())) });
    await this.harness.nc.flush();
    for (let n = 0; n < instances; n++) this.services.push(await start({ ...this.servers.envFor('contract-linking'), ...env }));
  }

  /** `keepServers`: whoever else uses them stops them. */
  async stop({ keepServers = false } = {}): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await Promise.all([this.harness, this.operator].map((link) => link.close()));
    if (!keepServers) await this.servers.stop();
  }

  get database(): Database {
    return this.services[0]!.app.get(Database);
  }

  /** `opened`, `moved`, `ended` of one access number so far. */
  newsOf(accessNumber: string): string[] {
    return this.told.filter(({ data }) => data.accessNumber === accessNumber).map(({ type }) => NAMES.get(type) ?? type);
  }

  customer(customerNumber: string, network: 'FIXED_LINE' | 'MOBILE' = 'FIXED_LINE', stamp: Stamp = {}): Promise<void> {
    return this.publish(customerUpserted, { customerNumber, network, companyName: 'Muster GmbH' }, stamp);
  }

  provisioned(accessNumber: string, customerNumber: string, { validFrom = '2026-01-01T00:00:00Z', ...stamp }: Stamp & { validFrom?: string } = {}): Promise<void> {
    return this.publish(contractProvisioned, { accessNumber, customerNumber, product: 'SIP_TRUNK', validFrom }, stamp);
  }

  terminated(accessNumber: string, terminatedAt: string, stamp: Stamp = {}): Promise<void> {
    return this.publish(contractTerminated, { accessNumber, terminatedAt }, stamp);
  }

  /** Facts of the CRM that contract-linking has not handled yet. */
  async unhandledFacts(): Promise<number> {
    const { durables } = (await streamStates(this.operator)).find((state) => state.stream === 'BSP_CRM')!;
    const { waiting, inFlight } = durables.find(({ durable }) => durable === 'contract-linking')!;
    return waiting + inFlight;
  }

  /** Any bytes on a subject, under a message id of their own: the stream refuses no duplicate of an event. */
  async raw(subject: string, payload: string | Uint8Array): Promise<void> {
    await this.harness.js.publish(subject, payload, { msgID: newId() });
  }

  /** The outbox may publish a fact again under its id: the stream drops that, a plain subscriber hears it. */
  private hear(fact: Told): void {
    if (this.heard.has(fact.id)) return;
    this.heard.add(fact.id);
    this.told.push(fact);
  }

  private publish(contract: FactContract, data: object, { id = newId(), time = new Date().toISOString() }: Stamp): Promise<void> {
    return this.raw(contract.type, JSON.stringify({ specversion: '1.0', id, source: 'crm', type: contract.type, time, data }));
  }

  private link(user: 'harness' | 'operator'): Promise<NatsLink> {
    const { url } = this.servers.nats;
    return connectNats({ url, user, password: this.servers.nats.passwordFor(user), service: user, logger: createLogger({ service: user, level: 'silent' }) });
  }
}

const NAMES = new Map([[contractOpened.type, 'opened'], [contractMoved.type, 'moved'], [contractEnded.type, 'ended']]);

function toTold({ id, type, sequence, data }: { id: string; type: string; sequence: string; data: Told['data'] }): Told {
  return { id, type, sequence: Number(sequence), data };
}

let last = 0;

/** An access number and a customer number that no other test uses. */
export function freshNumbers(): { accessNumber: string; customerNumber: string } {
  last += 1;
  return { accessNumber: `0228${String(1_000_000 + last)}`, customerNumber: String(70_000_000 + last) };
}
