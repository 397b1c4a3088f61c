import { Injectable } from '@nestjs/common';
import type { Call } from '#libs/kernel';
import type { DeferredRequest } from '../domain/deferred-request.js';
import { Registrar } from './registrar.js';
import { Settlement } from './settlement.js';

/** What becomes of a registration that was answered with 202. */
@Injectable()
export class SettleRegistrationUseCase {
  constructor(
    private readonly settlement: Settlement,
    private readonly registrar: Registrar,
  ) {}

  async execute(request: DeferredRequest<'REGISTER'>, call: Call): Promise<void> {
    await this.settlement.once(request, call, async (now, tx) => {
      if (await this.settlement.mayMail(request, request.payload.email, now, tx)) await this.registrar.receive(request.payload, now, tx);
    });
  }
}
