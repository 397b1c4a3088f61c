import type { ClientSession } from 'mongoose';
import { type AuditRow, type Call, type Clock, newId, type NewDelivery, type NewFact, Transaction, type WrittenFact } from '#libs/kernel';
import type { AuditHasher } from './audit-hasher.js';
import { numbered, type UnnumberedRow } from './audit-numbers.js';
import { AUDIT, type StoredAuditRow } from './audit.schema.js';
import type { Database } from './database.js';
import { claimMessage, claimMessages } from './inbox.store.js';
import { bundlesOf, factIn, OUTBOX, type OutboxRow, rowOfDelivery, rowOfFact, writtenFact } from './outbox.schema.js';

export interface TransactionContext {
  database: Database;
  clock: Clock;
  service: string;
  /** Under whose key this service's audit rows are hashed. */
  hasher: AuditHasher;
}

/** Collects what the work emits and writes it in as few round trips as there are collections, just before the commit. */
export class MongoTransaction extends Transaction {
  /** Facts for the answer of the call. */
  readonly facts: WrittenFact[] = [];
  readonly rows: OutboxRow[] = [];
  readonly #bundled: OutboxRow[] = [];
  readonly #audit: UnnumberedRow[] = [];

  constructor(
    readonly session: ClientSession,
    private readonly call: Call,
    private readonly context: TransactionContext,
  ) {
    super();
  }

  emit(fact: NewFact, cause: Call = this.call): void {
    const written = writtenFact(fact, this.context.service, this.context.clock.now());
    this.facts.push(written);
    this.rows.push(rowOfFact(written, cause));
  }

  override emitAll(facts: readonly NewFact[], cause: Call = this.call): void {
    for (const fact of facts) {
      const written = writtenFact(fact, this.context.service, this.context.clock.now());
      this.facts.push(written);
      this.#bundled.push(rowOfFact(written, cause));
    }
  }

  async recall(type: string, subject: string): Promise<void> {
    const newest = { session: this.session, sort: { _id: -1 } } as const;
    const row = await this.context.database.collection<OutboxRow>(OUTBOX).findOne({ key: subject, subject: type, kind: 'fact' }, newest);
    if (row) this.facts.push(factIn(row));
  }

  deliver(delivery: NewDelivery): string {
    const row = rowOfDelivery(delivery, this.context.service, this.context.clock.now(), this.call);
    this.rows.push(row);
    return row._id;
  }

  audit(row: AuditRow): void {
    this.#audit.push({ _id: newId(), at: this.context.clock.now(), ...row, correlationId: this.call.correlationId });
  }

  claim(messageId: string): Promise<boolean> {
    return claimMessage(this.context.database, this.session, messageId, this.context.clock.now());
  }

  override claimAll(messageIds: readonly string[]): Promise<Set<string>> {
    return claimMessages(this.context.database, this.session, messageIds, this.context.clock.now());
  }

  async flush(): Promise<void> {
    this.rows.push(...(this.#bundled.length > 1 ? bundlesOf(this.#bundled) : this.#bundled));
    await this.#insert(OUTBOX, this.rows);
    if (this.#audit.length > 0) await this.#insert(AUDIT, await this.#numberedAndHashed());
  }

  async #numberedAndHashed(): Promise<StoredAuditRow[]> {
    const rows = await numbered(this.context.database, this.session, this.#audit);
    return rows.map((row) => ({ ...row, hash: this.context.hasher.row(row), unsealed: true }));
  }

  async #insert<T extends { _id: string }>(collection: string, documents: T[]): Promise<void> {
    const [only, ...more] = documents;
    if (!only) return;
    const target = this.context.database.collection<{ _id: string }>(collection);
    const options = { session: this.session, ignoreUndefined: true };
    await (more.length === 0 ? target.insertOne(only, options) : target.insertMany(documents, options));
  }
}

/** For stores: the session that makes a write part of the transaction. */
export function sessionOf(tx: Transaction): ClientSession {
  if (tx instanceof MongoTransaction) return tx.session;
  throw new Error('this store needs a transaction opened by MongoTransactions');
}
