import type { Logger } from '#libs/observability';
import type { AuditSealer } from '#libs/persistence';
import type { Worker } from './worker.js';

const EVERY_MS = 1_000;

/** Seals committed audit rows once a second, in every instance: they do not get in each other's way. */
export class AuditSealsWorker implements Worker {
  private timer?: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private failing = false;

  constructor(
    private readonly sealer: AuditSealer,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void (this.running ??= this.pass().finally(() => (this.running = undefined))), EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async pass(): Promise<void> {
    try {
      await this.sealer.seal();
      this.failing = false;
    } catch (error) {
      // Once per outage: it is tried again every second.
      if (!this.failing) this.logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'audit rows cannot be sealed');
      this.failing = true;
    }
  }
}
