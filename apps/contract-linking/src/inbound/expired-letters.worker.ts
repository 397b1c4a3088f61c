import { Inject, Injectable } from '@nestjs/common';
import { newCall } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import { LOGGER, Sweep, type Worker } from '#libs/service';
import { ExpireLettersUseCase } from '../use-cases/expire-letters.use-case.js';

const EVERY_MS = 5_000;
const TIMEOUT = 10_000;

/** Tells of letters whose time is over; that they are over needs nobody to tell. */
@Injectable()
export class ExpiredLettersWorker implements Worker {
  private readonly sweep: Sweep;

  constructor(
    private readonly expire: ExpireLettersUseCase,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sweep = new Sweep('expired-letters', () => this.expireOverdue(), logger);
  }

  start(): void {
    this.sweep.start(EVERY_MS);
  }

  stop(): Promise<void> {
    return this.sweep.stop();
  }

  private async expireOverdue(): Promise<void> {
    if (!(await this.expire.execute(newCall(TIMEOUT)))) this.sweep.wake();
  }
}
