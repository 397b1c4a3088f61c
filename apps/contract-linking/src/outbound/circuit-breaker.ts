import type { Clock } from '#libs/kernel';

/** Failures in a row after which nobody is sent any more. */
const MOST_FAILURES = 5;
/** After this (ms) one goes ahead to see. */
const PAUSE = 5_000;

/** What the error of a try says of the service: that it is away; that it answered, if to no use; or neither. */
export type Meaning = 'failure' | 'answer' | 'nothing';

/** Nothing was tried: it would have failed. */
export class CircuitOpen extends Error {
  override name = 'CircuitOpen';
}

/**
 * Keeps callers from waiting for a service that does not answer: after five failures in a row it lets nobody through for five seconds,
 * then one at a time until one gets an answer. Of this process alone.
 */
export class CircuitBreaker {
  private failures = 0;
  private openSince: Date | undefined;
  private isProbing = false;

  constructor(
    private readonly clock: Clock,
    private readonly meaningOf: (error: unknown) => Meaning,
  ) {}

  /** @throws CircuitOpen; what `work` throws */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const isProbe = this.admit();
    try {
      const result = await work();
      this.answered();
      return result;
    } catch (error) {
      const meaning = this.meaningOf(error);
      if (meaning === 'failure') this.failed(isProbe);
      if (meaning === 'answer') this.answered();
      throw error;
    } finally {
      if (isProbe) this.isProbing = false;
    }
  }

  /** Milliseconds until one may go ahead; 0 while everybody may. */
  get remaining(): number {
    if (!this.openSince) return 0;
    const waited = this.clock.now().getTime() - this.openSince.getTime();
    // Less than nothing: the clock was set back. It must not keep anybody out for longer.
    return waited < 0 ? 0 : Math.max(0, PAUSE - waited);
  }

  /** Whether whoever was let through is the one that goes ahead. */
  private admit(): boolean {
    if (!this.openSince) return false;
    if (this.isProbing || this.remaining > 0) throw new CircuitOpen('the service did not answer several times');
    return (this.isProbing = true);
  }

  private answered(): void {
    this.failures = 0;
    this.openSince = undefined;
  }

  /** Those that were under way when it opened say nothing new. */
  private failed(isProbe: boolean): void {
    if (this.openSince && !isProbe) return;
    this.failures += 1;
    if (isProbe || this.failures >= MOST_FAILURES) this.openSince = this.clock.now();
  }
}
