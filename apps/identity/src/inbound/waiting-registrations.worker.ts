import { Inject, Injectable } from '@nestjs/common';
import { Clock, newCall } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import { LOGGER, Sweep, type Worker } from '#libs/service';
import { RegistrationStore } from '../domain/registration.store.js';
import { RevisitRegistrationUseCase } from '../use-cases/revisit-registration.use-case.js';

const LEASE = 10_000;
const BATCH = 50;

/** Looks after registrations that wait for their contract. */
@Injectable()
export class WaitingRegistrationsWorker implements Worker {
  private readonly sweep: Sweep;

  constructor(
    private readonly registrations: RegistrationStore,
    private readonly revisit: RevisitRegistrationUseCase,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.sweep = new Sweep('waiting-registrations', () => this.revisitDue(), logger);
  }

  start(): void {
    this.sweep.start();
  }

  /** A contract became known that somebody waited for. */
  wake(): void {
    this.sweep.wake();
  }

  stop(): Promise<void> {
    return this.sweep.stop();
  }

  private async revisitDue(): Promise<void> {
    const ids = await this.registrations.takeDue(this.clock.now(), LEASE, BATCH);
    for (const id of ids) {
      const call = newCall(LEASE);
      await this.revisit.execute(id, call).catch((err: unknown) => this.logger.warn({ err, registrationId: id, correlationId: call.correlationId }, 'not revisited yet'));
    }
    if (ids.length === BATCH) this.sweep.wake();
  }
}
