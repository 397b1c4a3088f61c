import { checkRights, contractProvisioned, contractTerminated, customerUpserted, Right } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { type Assigned, type Cast, decision, entry, eventually, gift, type Heard, type RightsWorld } from '#libs/testing';
import type { mongo } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoginSimulatorClient } from '../login-simulator.client.js';
import type { PortalClient } from '../portal.client.js';
import { newOneTimePassword } from './connection.js';
import { newCustomer, type System } from './customer-journey.js';
import type { RightsPool } from './rights-pool.js';
import { etagOf, found, rightsOf, saveRights, saveTicks } from './sharing.js';

/** How a history reaches a running system. */
export interface Reached {
  system: System;
  /** One client per gateway: they take turns. */
  portals: readonly PortalClient[];
  loginSimulator: LoginSimulatorClient;
  mongo: mongo.MongoClient;
}

const PASSWORD = 'Kundencenter-2026';
const PACE = { within: 30_000, every: 40 };
/** As the services read: what is written here may not be seen there for a moment. */
const MAJORITY = { readConcern: { level: 'majority' } } as const;
const REFUSED: Record<number, string> = { 404: 'not-found', 412: 'precondition-failed', 422: 'validation-failed' };

/** The whole system over HTTP and NATS, with contracts and customer numbers that nobody else uses. */
export class PortalRightsWorld implements RightsWorld {
  readonly removed = new Set<string>();
  private readonly bus: BusClient;
  private readonly links: Extract<Heard, { kind: 'link' }>[] = [];
  private readonly savesBefore = new Map<string, number>();
  private requests = 0;

  constructor(
    private readonly reached: Reached,
    private readonly pool: RightsPool,
    private readonly cast: Cast,
  ) {
    this.bus = new BusClient(reached.system.facts.link, createLogger({ service: 'harness', level: 'silent' }));
  }

  /** The CRM tells of both customers. */
  async begin(): Promise<void> {
    for (const customerNumber of this.cast.customerNumbers) await this.reached.system.facts.publish(customerUpserted, { customerNumber, network: 'FIXED_LINE', companyName: 'Muster & Söhne GmbH' });
    for (const accessNumber of this.cast.accessNumbers) await this.reached.loginSimulator.putAccessNumber(accessNumber, PASSWORD);
  }

  /** Nothing of it remains with anybody. */
  async end(): Promise<void> {
    for (const link of this.links.filter(({ linkId, version }) => version === 1 && !this.links.some((other) => other.linkId === linkId && other.version > 1))) await this.tell({ ...link, version: 2 });
  }

  now(): number {
    return Date.now();
  }

  async pass(time: number): Promise<void> {
    await sleep(time);
  }

  async tell(fact: Heard): Promise<boolean> {
    if (fact.kind === 'contract') return this.tellContract(fact);
    const token = this.tokenOf(fact.accountId);
    if (fact.kind === 'link') {
      this.links.push(fact);
      return fact.version === 1 ? this.connect(token, fact.customerNumber) : this.disconnect(token, fact.customerNumber);
    }
    const { accessNumber } = fact;
    const { status, body } = fact.version === 1
      ? await this.portal().send('POST', '/customer-centre-links', { token, body: { method: 'ACCESS_NUMBER', accessNumber, personalPassword: PASSWORD } })
      : await this.portal().send('DELETE', `/customer-centre-links/${accessNumber}`, { token });
    if (fact.version === 1 ? status === 409 : status === 404) return fact.version > 1;
    if (status !== (fact.version === 1 ? 201 : 204)) throw new Error(`${JSON.stringify(fact)} was answered ${status}: ${JSON.stringify(body)}`);
    return true;
  }

  async saveTransfers(from: string, to: string, accessNumbers: string[], save: number): Promise<string> {
    const token = this.tokenOf(from);
    const { candidateId, etag } = await found({ portal: this.portal() }, token, this.pool.masters.find(({ name }) => name === to)!.sought);
    return this.outcome(await saveTicks(this.portal(), token, candidateId, accessNumbers, this.etagFor(`${from} ${to}`, etag, save)), save);
  }

  async saveAssignments(from: string, to: string, assigned: Assigned[], save: number): Promise<string> {
    const [token, { id }] = [this.tokenOf(from), this.pool.of(to)];
    const known = await rightsOf(this.portal(), token, id);
    if (known.status === 404) return this.outcome(await saveRights(this.portal(), token, id, [], '"0"'), save);
    const assignments = assigned.map(({ accessNumber, rights, until }) => ({ accessNumber, rights, ...(until !== undefined && { expiresAt: new Date(until).toISOString() }) }));
    return this.outcome(await saveRights(this.portal(), token, id, assignments, this.etagFor(`${from} ${to}`, etagOf(known), save)), save);
  }

  async close(accountId: string): Promise<void> {
    const { of, id } = this.pool.subordinates.find(({ name }) => name === accountId)!;
    await this.portal().expect(204, 'DELETE', `/sub-administrators/${id}`, { token: this.tokenOf(of) });
    this.removed.add(accountId);
  }

  async held(): Promise<string[]> {
    const accounts = this.accounts().filter((name) => !this.removed.has(name));
    const found = await Promise.all(accounts.map(async (name) => {
      const { items } = await this.portal().expect<{ items: { accessNumber: string; rights: string[]; sources: string[] }[] }>(200, 'GET', '/contracts?limit=200', { token: this.tokenOf(name) });
      return items.filter(({ accessNumber }) => this.cast.accessNumbers.includes(accessNumber)).map(({ accessNumber, rights, sources }) => entry(name, accessNumber, rights, sources));
    }));
    return found.flat();
  }

  async decided(_cast: Cast, rights: readonly string[]): Promise<string[]> {
    const questions = this.accounts().flatMap((name) => this.cast.accessNumbers.flatMap((number) => rights.map((right) => ({ name, accessNumber: number, right: Right.parse(right) }))));
    const answers = await Promise.all(questions.map(async ({ name, accessNumber, right }) => {
      const { allowed } = await this.bus.ask(checkRights, { accountId: this.pool.of(name).id, accessNumber, right }, newCall(10_000));
      return allowed ? [decision(name, accessNumber, right)] : [];
    }));
    return answers.flat();
  }

  async given(from: string, to: string, what: 'transfer' | 'assign'): Promise<string[]> {
    const token = this.tokenOf(from);
    const isOurs = ({ accessNumber }: { accessNumber: string }) => this.cast.accessNumbers.includes(accessNumber);
    if (what === 'assign') {
      const { body } = await rightsOf(this.portal(), token, this.pool.of(to).id);
      return body.assignments.filter(isOurs).map(({ expiresAt, ...given }) => gift({ ...given, ...(expiresAt !== undefined && { until: Date.parse(expiresAt) }) }));
    }
    const { options } = await found({ portal: this.portal() }, token, this.pool.masters.find(({ name }) => name === to)!.sought);
    return options.filter(({ granted }) => granted).filter(isOurs).map(({ accessNumber }) => gift({ accessNumber }));
  }

  private accounts(): string[] {
    return [...this.cast.masters, ...this.cast.subordinates.map(({ id }) => id)];
  }

  private portal(): PortalClient {
    return this.reached.portals[this.requests++ % this.reached.portals.length]!;
  }

  private tokenOf(name: string): string {
    return this.pool.of(name).tokens.accessToken;
  }

  /** Saves of earlier histories count on; of this one each must have counted once. */
  private etagFor(pair: string, etag: string, save: number): string {
    if (!this.savesBefore.has(pair)) this.savesBefore.set(pair, Number(JSON.parse(etag)));
    return `"${this.savesBefore.get(pair)! + save}"`;
  }

  private outcome({ status, body }: { status: number; body: unknown }, save: number): string {
    if (status === 200) return 'done';
    const refusal = REFUSED[status];
    if (!refusal) throw new Error(`save ${save} was answered ${status}: ${JSON.stringify(body)}`);
    return refusal;
  }

  private async connect(token: string, customerNumber: string): Promise<boolean> {
    const oneTimePassword = await newOneTimePassword(this.reached.system, newCustomer({ customerNumber }));
    await this.portal().expect(201, 'POST', '/customer-links', { token, body: { customerNumber, oneTimePassword } });
    return true;
  }

  private async disconnect(token: string, customerNumber: string): Promise<boolean> {
    const disconnected = await this.portal().send('DELETE', `/customer-links/${customerNumber}?confirm=${customerNumber}`, { token });
    if (disconnected.status !== 204) await this.portal().expect(204, 'DELETE', `/customer-links/${customerNumber}?confirm=last-administrator`, { token });
    return true;
  }

  /** Ends when entitlements has heard what contract-linking made of it. */
  private async tellContract({ accessNumber, customerNumber, product, validFrom, terminatedAt }: Extract<Heard, { kind: 'contract' }>): Promise<boolean> {
    const { facts } = this.reached.system;
    const id = terminatedAt === undefined
      ? await facts.publish(contractProvisioned, { accessNumber, customerNumber, product, validFrom: new Date(validFrom).toISOString() })
      : await facts.publish(contractTerminated, { accessNumber, terminatedAt: new Date(terminatedAt).toISOString() });
    const [told, heard] = (['bsp_contract_linking', 'bsp_entitlements'] as const).map((database) => this.reached.mongo.db(database).collection<{ _id: string; version: number; sequence: number }>('contracts', MAJORITY));
    const inbox = this.reached.mongo.db('bsp_contract_linking').collection<{ _id: string }>('inbox', MAJORITY);
    await eventually(async () => {
      if ((await inbox.countDocuments({ _id: id })) === 0) throw new Error(`contract-linking has not handled ${id} of ${accessNumber} in time`);
    }, PACE);
    await eventually(async () => {
      const [is, was] = [await heard!.findOne({ _id: accessNumber }), await told!.findOne({ _id: accessNumber })];
      if (is?.sequence !== was?.version) throw new Error(`entitlements has not heard of ${accessNumber} in time`);
    }, PACE);
    return true;
  }
}
