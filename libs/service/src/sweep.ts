import type { Logger } from '#libs/observability';

/** Looks for work every second, and at once when woken; never twice at a time. */
export class Sweep {
  private timer?: NodeJS.Timeout;
  private running?: Promise<void>;
  private again = false;
  private failing = false;

  /** `pass` does what there is to do. */
  constructor(
    private readonly name: string,
    private readonly pass: () => Promise<void>,
    private readonly logger: Logger,
  ) {}

  start(everyMs = 1_000): void {
    this.timer = setInterval(() => this.wake(), everyMs);
    this.wake();
  }

  wake(): void {
    if (!this.timer) return;
    this.again = true;
    this.running ??= this.run().finally(() => (this.running = undefined));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.again && this.timer) {
      this.again = false;
      try {
        await this.pass();
        this.failing = false;
      } catch (err) {
        // Once per outage: it is tried again every second.
        if (!this.failing) this.logger.warn({ err, sweep: this.name }, 'sweep failed');
        this.failing = true;
      }
    }
  }
}
