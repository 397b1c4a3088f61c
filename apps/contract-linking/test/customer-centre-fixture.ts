import { type CommandContract, type FactContract, type ReplyOf, type RequestInput, verifyCustomerCentreLogin } from '#libs/contracts';
import { type Call, type DomainError, newCall, newId } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { start } from '../src/main.js';
import { type RunningSimulator, startSimulator } from '../../login-simulator/src/simulator.js';
import { CrmFixture, freshNumbers } from './crm-fixture.js';

export const ORIGIN = { ipPrefix: '192.0.2.0/24', device: 'Firefox on Linux' };
const quiet = createLogger({ service: 'test', level: 'silent' });

/** contract-linking on real servers beside the real simulator; asked as the gateway asks, told what entitlements and identity tell. */
export class CustomerCentreFixture {
  readonly crm = new CrmFixture();
  simulator!: RunningSimulator;
  private links = new Map<string, NatsLink>();
  private bus!: BusClient;
  private port = 0;

  async start({ instances = 1 } = {}): Promise<void> {
    await this.crm.start({ instances: 0 });
    await this.startSimulator();
    const env = { ...this.crm.servers.envFor('contract-linking'), LOGIN_SERVICE_URL: `${this.simulator.url}/` };
    for (let n = 0; n < instances; n++) this.crm.services.push(await start(env));
    for (const user of ['gateway', 'entitlements', 'identity']) this.links.set(user, await this.link(user));
    this.bus = new BusClient(this.links.get('gateway')!, quiet);
  }

  async stop(): Promise<void> {
    await this.simulator.stop();
    await Promise.all([...this.links.values()].map((link) => link.close()));
    await this.crm.stop();
  }

  /** On the port that it had before. */
  async startSimulator(): Promise<void> {
    this.simulator = await startSimulator({ host: '127.0.0.1', port: this.port, jwksUrls: [] });
    this.port = Number(new URL(this.simulator.url).port);
  }

  ask<C extends CommandContract>(command: C, request: RequestInput<C>, call: Call = newCall(10_000)): Promise<ReplyOf<C>> {
    return this.bus.ask(command, request, call);
  }

  /** The error it is refused with; undefined when it is not. */
  async refusal<C extends CommandContract>(command: C, request: RequestInput<C>): Promise<DomainError | undefined> {
    return this.ask(command, request).then(() => undefined, (error: DomainError) => error);
  }

  async put(path: string, body: object): Promise<void> {
    const answer = await fetch(`${this.simulator.url}${path}`, { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    if (answer.status !== 204) throw new Error(`PUT ${path} answered ${answer.status}`);
  }

  behave(fault: { delayMs?: number; status?: number } = {}): Promise<void> {
    return this.put('/sim/behaviour', fault);
  }

  /** So many contracts that contract-linking knows. */
  async contracts(count: number): Promise<string[]> {
    const { customerNumber } = freshNumbers();
    const accessNumbers = Array.from({ length: count }, () => freshNumbers().accessNumber);
    await this.crm.customer(customerNumber);
    for (const accessNumber of accessNumbers) await this.crm.provisioned(accessNumber, customerNumber);
    return accessNumbers;
  }

  /** A login that has these access numbers, ready to be shown by a caller. */
  async login(accessNumbers: string[], caller = aCaller()): Promise<{ caller: ReturnType<typeof aCaller>; request: RequestInput<typeof verifyCustomerCentreLogin> }> {
    const username = `anna-${newId()}@telekom.example`;
    await this.put(`/sim/logins/${username}`, { password: 'geheim-canary', accessNumbers });
    return { caller, request: { credentials: { method: 'TELEKOM_LOGIN', username, password: 'geheim-canary' }, ...caller, origin: ORIGIN } };
  }

  /** Published as another service would. */
  async fact(contract: FactContract, subject: string, data: object, id = newId()): Promise<void> {
    const event = { specversion: '1.0', id, source: `bsp/${contract.producer}`, type: contract.type, subject, sequence: '2', time: new Date().toISOString(), data };
    await this.links.get(contract.producer)!.js.publish(contract.type, JSON.stringify(event), { msgID: newId() });
  }

  private link(user: string): Promise<NatsLink> {
    const { nats } = this.crm.servers;
    return connectNats({ url: nats.url, user, password: nats.passwordFor(user), service: user, logger: quiet });
  }
}

export const aCaller = () => ({ accountId: newId(), sessionId: newId() });
