import type { Call } from './call.js';
import type { NewDelivery, NewFact } from './outgoing.js';

/** Who caused something. */
export interface Actor {
  kind: 'SELF' | 'MASTER' | 'SUPPORT' | 'OPERATOR' | 'CRM' | 'SYSTEM';
  accountId?: string;
}

/** Where a request came from, as far as it is kept: a network prefix (/24 or /56) and a device in words. */
export interface RequestOrigin {
  ipPrefix: string;
  device: string;
}

/** One row of a service's append-only audit log. */
export interface AuditRow {
  action: string;
  actor: Actor;
  /** Whose feed it shows in. */
  accountId?: string;
  /** What it concerns where that is no account, such as a customer number: its rows are numbered by themselves. */
  about?: string;
  /** Absent for what nobody's request caused. */
  origin?: RequestOrigin;
  details?: Record<string, unknown>;
}

/** One atomic change: what is emitted, delivered or audited here is stored together with the documents, or not at all. */
export abstract class Transaction {
  /** `cause`: the call that it continues, where the transaction serves more than one. */
  abstract emit(fact: NewFact, cause?: Call): void;
  /** The same for many, which are stored together: none of them can be recalled. */
  emitAll(facts: readonly NewFact[], cause?: Call): void {
    for (const fact of facts) this.emit(fact, cause);
  }

  /**
   * For a repetition that changes nothing: the call gets the newest fact of this type about this subject again, as long as it is kept, so that
   * whoever must show it is told. Nothing is published anew.
   */
  abstract recall(type: string, subject: string): Promise<void>;
  /** Returns the cause id under which notification reports back. */
  abstract deliver(delivery: NewDelivery): string;
  abstract audit(row: AuditRow): void;
  /** Remembers an incoming message by its id; false when it was handled before. */
  abstract claim(messageId: string): Promise<boolean>;

  /** The same for many: returns those that are new. */
  async claimAll(messageIds: readonly string[]): Promise<Set<string>> {
    const fresh = new Set<string>();
    for (const id of messageIds) if (await this.claim(id)) fresh.add(id);
    return fresh;
  }
}

/** Opens transactions. `work` may run more than once and must have no effect outside of its transaction. */
export abstract class Transactions {
  /** @throws DomainError `service-unavailable` when it cannot be committed before the call's deadline. */
  abstract run<T>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** As `run`, but at most once per idempotency key of the call: a repetition gets the first answer. @throws DomainError `idempotency-key-reused`, `request-in-progress`. */
  abstract runOnce<T extends object>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T>;

  /**
   * The answer that the call's idempotency key got before, for work that decides something ahead of its transaction; undefined while there is
   * none. @throws DomainError `idempotency-key-reused`
   */
  async earlierAnswer<T extends object>(_call: Call): Promise<T | undefined> {
    return undefined;
  }
}
