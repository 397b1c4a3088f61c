import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession } from 'mongoose';
import { type Call, DomainError, type Transaction, Transactions } from '#libs/kernel';
import { findAnswer, keepAnswer, takeKey } from './idempotency.store.js';
import { MongoTransaction, type TransactionContext } from './mongo-transaction.js';
import type { OutboxRow } from './outbox.schema.js';
import type { PersistenceMetrics } from './persistence-metrics.js';
import { asUnavailable, isTransient, isUnknownCommit, retryPause } from './transaction-errors.policy.js';

export interface TransactionsOptions extends TransactionContext {
  /** Told what was committed, so that it is published at once; without it the next sweep does. */
  outbox?: { wake(rows: OutboxRow[]): void };
  metrics?: PersistenceMetrics;
}

type Work<T> = (tx: MongoTransaction) => Promise<T>;

/**
 * Transactions that end with the call's deadline. The driver's own `withTransaction` goes on for two minutes
 * whatever it is told, long after everybody has left.
 */
export class MongoTransactions extends Transactions {
  constructor(private readonly options: TransactionsOptions) {
    super();
  }

  run<T>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#untilDeadline(call, work);
  }

  /** A refusal (an error thrown by `work`) is not remembered: the next attempt decides anew. */
  runOnce<T extends object>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const key = call.idempotency;
    if (!key) return this.run(call, work);
    const { database, clock } = this.options;
    return this.#untilDeadline(call, async (tx) => {
      const earlier = await takeKey(database, tx.session, key, clock.now());
      if (earlier) {
        tx.facts.push(...earlier.facts);
        return earlier.reply as T;
      }
      const reply = await work(tx);
      await keepAnswer(database, tx.session, key, { reply, facts: tx.facts });
      return reply;
    });
  }

  override async earlierAnswer<T extends object>(call: Call): Promise<T | undefined> {
    const earlier = call.idempotency && (await findAnswer(this.options.database, call.idempotency));
    if (!earlier) return undefined;
    call.facts.push(...earlier.facts);
    return earlier.reply as T;
  }

  async #untilDeadline<T>(call: Call, work: Work<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (Date.now() >= call.deadline) throw new DomainError('service-unavailable');
      const session = this.options.database.startSession();
      try {
        return await this.#attempt(session, call, work);
      } catch (error) {
        const pause = retryPause(attempt);
        if (error instanceof UncertainCommit || !isTransient(error) || Date.now() + pause >= call.deadline) throw final(error);
        this.options.metrics?.retried('work');
        await sleep(pause);
      } finally {
        // Also aborts what is still open.
        await session.endSession();
      }
    }
  }

  async #attempt<T>(session: ClientSession, call: Call, work: Work<T>): Promise<T> {
    // A commit that waits for a majority longer than anybody waits for us is better ended: its fate is then told as uncertain.
    session.startTransaction({ maxCommitTimeMS: Math.max(1, call.deadline - Date.now()) });
    const tx = new MongoTransaction(session, call, this.options);
    const result = await work(tx);
    await tx.flush();
    await this.#commit(session, call);
    call.facts.push(...tx.facts);
    if (tx.rows.length > 0) this.options.outbox?.wake(tx.rows);
    return result;
  }

  async #commit(session: ClientSession, call: Call): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await session.commitTransaction();
      } catch (error) {
        if (!isUnknownCommit(error)) throw error;
        const pause = retryPause(attempt);
        // Never the whole work again: it may be committed. The sweep publishes its facts if it is.
        if (Date.now() + pause >= call.deadline) throw new UncertainCommit(error);
        this.options.metrics?.retried('commit');
        await sleep(pause);
      }
    }
  }
}

class UncertainCommit extends Error {
  constructor(cause: unknown) {
    super('nobody knows whether it was committed', { cause });
  }
}

function final(error: unknown): unknown {
  return error instanceof UncertainCommit ? new DomainError('service-unavailable', { cause: error }) : asUnavailable(error);
}
