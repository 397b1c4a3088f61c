import { Inject, Injectable } from '@nestjs/common';
import { newCall } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import { LOGGER, Sweep, type Worker } from '#libs/service';
import { SessionEnder } from '../use-cases/session-ender.js';

const EVERY_MS = 5_000;
const TIMEOUT = 10_000;

/** Tells of sessions whose time is over; that they are over needs nobody to tell. */
@Injectable()
export class ExpiredSessionsWorker implements Worker {
  private readonly sweep: Sweep;

  constructor(
    private readonly ender: SessionEnder,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.sweep = new Sweep('expired-sessions', () => this.endExpired(), logger);
  }

  start(): void {
    this.sweep.start(EVERY_MS);
  }

  stop(): Promise<void> {
    return this.sweep.stop();
  }

  private async endExpired(): Promise<void> {
    if (!(await this.ender.endExpired(newCall(TIMEOUT)))) this.sweep.wake();
  }
}
