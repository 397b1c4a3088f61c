import { expect } from '@jest/globals';
import { Module } from '@nestjs/common';
import { type AuditFault, type CommandContract, type ReplyOf, type RequestInput, verifyAudit } from '#libs/contracts';
import { newCall, newId, Transactions } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { AUDIT, AUDIT_HEAD, AUDIT_NUMBERS, AUDIT_SEALS, type AuditHead, type AuditNumber, type AuditSeal, Database, type StoredAuditRow } from '#libs/persistence';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { z } from 'zod';
import { parseConfig, type RunningService, serviceConfig, startService } from '../src/index.js';

@Module({})
class TestModule {}

const logger = createLogger({ service: 'test', level: 'silent' });

/** A service with an audit log, asked as operators ask it, and its database as somebody finds it who broke in. */
export class AuditedService {
  private servers!: TestServers;
  private readonly links: NatsLink[] = [];
  private service!: RunningService;
  private bus!: BusClient;

  async start(): Promise<void> {
    this.servers = await startTestServers();
    this.bus = await this.busOf('operator');
    const config = parseConfig(z.object(serviceConfig('entitlements')), this.servers.envFor('entitlements'));
    this.service = await startService({ name: 'entitlements', config, module: TestModule, migrations: [] });
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await Promise.all(this.links.map((link) => link.close()));
    await this.servers.stop();
  }

  async busOf(user: string): Promise<BusClient> {
    const { nats } = this.servers;
    const link = await connectNats({ url: nats.url, user, password: nats.passwordFor(user), service: user, logger });
    this.links.push(link);
    return new BusClient(link, logger);
  }

  get rows() {
    return this.database.collection<StoredAuditRow>(AUDIT);
  }

  get seals() {
    return this.database.collection<AuditSeal>(AUDIT_SEALS);
  }

  get numbers() {
    return this.database.collection<AuditNumber>(AUDIT_NUMBERS);
  }

  get head() {
    return this.database.collection<AuditHead>(AUDIT_HEAD);
  }

  async rowOf(series: string, number: number): Promise<StoredAuditRow> {
    return (await this.rows.findOne({ series, number }))!;
  }

  ask<C extends CommandContract>(command: C, request: RequestInput<C>): Promise<ReplyOf<C>> {
    return this.bus.ask(command, request, newCall(3_000));
  }

  /** Everything that is wrong, as operators are told; in steps of three, so that every test pages. */
  async faults(): Promise<AuditFault[]> {
    const found: AuditFault[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const step: { faults: AuditFault[]; nextCursor: string | null } = await this.ask(verifyAudit.entitlements, { limit: 3, ...(cursor && { cursor }) });
      found.push(...step.faults);
      cursor = step.nextCursor;
    }
    return found;
  }

  audited(...accountIds: (string | undefined)[]): Promise<void> {
    return this.service.app.get(Transactions).run(newCall(3_000), async (tx) => {
      for (const accountId of accountIds) tx.audit({ action: 'thing.done', actor: { kind: 'SYSTEM' }, ...(accountId && { accountId }), details: { reason: 'because' } });
    });
  }

  async empty(): Promise<void> {
    for (const name of [AUDIT, AUDIT_SEALS, AUDIT_NUMBERS, AUDIT_HEAD]) await this.database.collection(name).deleteMany({});
  }

  /** Three rows of one account (1, 4, 6 in the chain), two of another (2, 5), one of none (3): sealed, and without a fault. */
  async fill(): Promise<[account: string, other: string]> {
    await this.empty();
    const [account, other] = [newId(), newId()].sort() as [string, string];
    for (const accountId of [account, other, undefined, account, other, account]) await this.audited(accountId);
    await eventually(async () => expect(await this.rows.countDocuments({ unsealed: true })).toBe(0), { within: 5_000, every: 50 });
    expect(await this.faults()).toEqual([]);
    return [account, other];
  }

  private get database(): Database {
    return this.service.app.get(Database);
  }
}
