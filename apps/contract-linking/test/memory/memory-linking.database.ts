import { newId, Transaction, Transactions, type AuditRow, type Call, type NewDelivery, type NewFact } from '#libs/kernel';
import type { Customer } from '../../src/domain/customer.js';
import type { CustomerLink } from '../../src/domain/customer-link.js';
import type { Letter } from '../../src/domain/letter.js';
import type { LetterRequest } from '../../src/domain/letter-request.js';
import type { SeenContract } from '../../src/domain/seen-contract.js';

/** What the stores of letters and links keep, in plain maps. */
export class MemoryDatabase {
  customers = new Map<string, Customer>();
  letters = new Map<string, Letter>();
  requests = new Map<string, LetterRequest>();
  tries = new Map<string, Date[]>();
  triesOfAccount = new Map<string, Date[]>();
  triesOfAll = new Map<string, number>();
  links = new Map<string, CustomerLink>();
  closed = new Map<string, Date>();
  contracts = new Map<string, SeenContract[]>();
  claimed = new Map<string, true>();

  /** What a failed transaction goes back to. */
  snapshot(): () => void {
    const copy = structuredClone({ ...this });
    return () => void Object.assign(this, copy);
  }
}

class MemoryTransaction extends Transaction {
  readonly facts: NewFact[] = [];
  readonly recalled: NewFact[] = [];
  readonly deliveries: (NewDelivery & { causeId: string })[] = [];
  readonly audits: AuditRow[] = [];

  constructor(
    private readonly database: MemoryDatabase,
    private readonly told: readonly NewFact[],
  ) {
    super();
  }

  emit(fact: NewFact): void {
    this.facts.push(fact);
  }

  async recall(type: string, subject: string): Promise<void> {
    const newest = this.told.findLast((fact) => fact.type === type && fact.subject === subject);
    if (newest) this.recalled.push(newest);
  }

  deliver(delivery: NewDelivery): string {
    const causeId = newId();
    this.deliveries.push({ ...delivery, causeId });
    return causeId;
  }

  audit(row: AuditRow): void {
    this.audits.push(row);
  }

  async claim(messageId: string): Promise<boolean> {
    if (this.database.claimed.has(messageId)) return false;
    this.database.claimed.set(messageId, true);
    return true;
  }
}

/** One transaction after the other; what they said is kept for the test to read. */
export class MemoryTransactions extends Transactions {
  readonly facts: NewFact[] = [];
  /** Facts of earlier transactions that were handed out again. */
  readonly recalled: NewFact[] = [];
  readonly deliveries: (NewDelivery & { causeId: string })[] = [];
  readonly audits: AuditRow[] = [];
  private readonly answers = new Map<string, object>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  run<T>(_call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const turn = this.last.then(() => this.attempt(work));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async runOnce<T extends object>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const earlier = await this.earlierAnswer<T>(call);
    if (earlier) return earlier;
    const answer = await this.run(call, work);
    if (call.idempotency) this.answers.set(call.idempotency.key, answer);
    return answer;
  }

  override async earlierAnswer<T extends object>({ idempotency }: Call): Promise<T | undefined> {
    return idempotency && (this.answers.get(idempotency.key) as T | undefined);
  }

  private async attempt<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const tx = new MemoryTransaction(this.database, this.facts);
    const undo = this.database.snapshot();
    try {
      const result = await work(tx);
      this.facts.push(...tx.facts);
      this.recalled.push(...tx.recalled);
      this.deliveries.push(...tx.deliveries);
      this.audits.push(...tx.audits);
      return result;
    } catch (error) {
      undo();
      throw error;
    }
  }
}
