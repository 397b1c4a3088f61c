import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '#libs/observability';
import { LOGGER, Sweep, type Worker } from '#libs/service';
import { EndLapsedRightsUseCase } from '../use-cases/end-lapsed-rights.use-case.js';

const EVERY_MS = 2_000;

/** Ends what is held on contracts whose end has come, in every instance: two of them do not get in each other's way. */
@Injectable()
export class LapsedRightsWorker implements Worker {
  private readonly sweep: Sweep;

  constructor(
    private readonly endLapsedRights: EndLapsedRightsUseCase,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sweep = new Sweep('lapsed-rights', () => this.endSome(), logger);
  }

  start(): void {
    this.sweep.start(EVERY_MS);
  }

  stop(): Promise<void> {
    return this.sweep.stop();
  }

  private async endSome(): Promise<void> {
    if (await this.endLapsedRights.execute()) this.sweep.wake();
  }
}
