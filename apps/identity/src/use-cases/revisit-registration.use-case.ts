import { Injectable } from '@nestjs/common';
import { Clock, Transactions, type Call } from '#libs/kernel';
import { RegistrationStore } from '../domain/registration.store.js';
import { Registrar } from './registrar.js';

/** A waiting registration is due: its contract became known, the grace is over, or the ten days are. */
@Injectable()
export class RevisitRegistrationUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly registrations: RegistrationStore,
    private readonly registrar: Registrar,
    private readonly clock: Clock,
  ) {}

  async execute(registrationId: string, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      const registration = await this.registrations.find(registrationId, tx);
      if (registration?.state === 'WAITING') await this.registrar.revisit(registration, this.clock.now(), tx);
    });
  }
}
