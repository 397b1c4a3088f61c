import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '#libs/observability';
import { LOGGER, type Worker } from '#libs/service';
import { EndLapsedRightsUseCase } from '../use-cases/end-lapsed-rights.use-case.js';

const EVERY_MS = 2_000;

/** Ends what is held on contracts whose end has come, in every instance: two of them do not get in each other's way. */
@Injectable()
export class LapsedRightsWorker implements Worker {
  private timer?: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private failing = false;

  constructor(
    private readonly endLapsedRights: EndLapsedRightsUseCase,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => void (this.running ??= this.pass().finally(() => (this.running = undefined))), EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.running;
  }

  private async pass(): Promise<void> {
    try {
      while (this.timer && (await this.endLapsedRights.execute())) this.failing = false;
      this.failing = false;
    } catch (err) {
      // Once per outage: it is tried again every few seconds.
      if (!this.failing) this.logger.warn({ err }, 'rights on ended contracts cannot be ended');
      this.failing = true;
    }
  }
}
