import { newCall } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import type { Batched, BatchEffect } from './batched-handler.js';
import { callForFact, FACT_TIMEOUT } from './fact-handler.js';
import type { Fact } from './fact-reader.js';

/** Facts in one transaction at most. */
const MAX_BATCH = 100;

interface Waiting {
  fact: Fact;
  batched: Batched;
  done(applied: boolean): void;
}

/**
 * Applies facts that wait at the same time in one transaction. One batch after the other: what arrives during one is the next, so that nothing
 * waits for others to come, and batches of one process never collide.
 */
export class FactBatches {
  private readonly waiting: Waiting[] = [];
  private running = false;

  constructor(
    private readonly logger: Pick<Logger, 'warn'>,
    private readonly stopping: AbortSignal,
  ) {}

  /** False when it must be handled by itself: one of its batch is bad, and nobody knows which, or there is no time left. Of one key, only one at a time. */
  join(fact: Fact, batched: Batched): Promise<boolean> {
    return new Promise((done) => {
      this.waiting.push({ fact, batched, done });
      if (!this.running) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const batch = this.takeNext();
      const applied = !this.stopping.aborted && (await this.apply(batch));
      for (const { done } of batch) done(applied);
    }
    this.running = false;
  }

  /** The oldest, and others that go with it. */
  private takeNext(): Waiting[] {
    const { apply } = this.waiting[0]!.batched;
    const batch = this.waiting.filter(({ batched }) => batched.apply === apply).slice(0, MAX_BATCH);
    const taken = new Set(batch);
    this.waiting.splice(0, Infinity, ...this.waiting.filter((one) => !taken.has(one)));
    return batch;
  }

  private async apply(batch: Waiting[]): Promise<boolean> {
    try {
      const items = batch.map(({ fact, batched }) => batched.itemOf(fact as Fact<never>, callForFact(fact)));
      await (batch[0]!.batched.apply as BatchEffect<unknown>)(items, newCall(FACT_TIMEOUT));
      return true;
    } catch (err) {
      this.logger.warn({ err, facts: batch.length }, 'batch of facts not handled, they are handled one by one');
      return false;
    }
  }
}
