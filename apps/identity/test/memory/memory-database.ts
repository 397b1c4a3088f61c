import { newId, Transaction, Transactions, type AuditRow, type Call, type NewDelivery, type NewFact } from '#libs/kernel';
import type { Account } from '../../src/domain/account.js';
import type { ActivationCode } from '../../src/domain/activation-code.js';
import type { DeferredRequest } from '../../src/domain/deferred-request.js';
import type { EmailChange } from '../../src/domain/email-change.js';
import type { FormerUsername } from '../../src/domain/former-username.js';
import type { KnownContract } from '../../src/domain/known-contract.js';
import type { MobileAuthorization } from '../../src/domain/mobile-authorization.js';
import type { PasswordReset } from '../../src/domain/password-reset.js';
import type { Registration } from '../../src/domain/registration.js';
import type { KnownPartner } from '../../src/domain/sales-partner.js';
import type { Session } from '../../src/domain/session.js';
import type { SignInChallenge } from '../../src/domain/sign-in-challenge.js';
import type { Tries } from '../../src/domain/sign-in-throttle.js';
import type { StaffWord } from '../../src/domain/support-agent.js';

/** Everything that the stores keep, in plain maps. */
export class MemoryDatabase {
  accounts = new Map<string, Account>();
  codes = new Map<string, ActivationCode>();
  contracts = new Map<string, KnownContract>();
  registrations = new Map<string, Registration & { leaseUntil?: Date }>();
  requests = new Map<string, DeferredRequest & { leaseUntil: Date }>();
  sessions = new Map<string, Session>();
  quotas = new Map<string, Date[]>();
  tries = new Map<string, Tries>();
  failures = new Map<string, { hour: number; inHour: number; inHourBefore: number; lastAt: Date }>();
  staffWords = new Map<string, StaffWord>();
  emailChanges = new Map<string, EmailChange>();
  challenges = new Map<string, SignInChallenge>();
  partners = new Map<string, KnownPartner>();
  mobileAuthorizations = new Map<string, MobileAuthorization>();
  formerUsernames = new Map<string, FormerUsername>();
  passwordResets = new Map<string, PasswordReset>();
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
  readonly deliveries: NewDelivery[] = [];
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
    this.deliveries.push(delivery);
    return newId();
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
  readonly deliveries: NewDelivery[] = [];
  readonly audits: AuditRow[] = [];
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  run<T>(_call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const turn = this.last.then(() => this.attempt(work));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  runOnce<T extends object>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run(call, work);
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
