import { Injectable } from '@nestjs/common';
import type { Call } from '#libs/kernel';
import { may } from '../domain/account-status.policy.js';
import { AccountStore } from '../domain/account.store.js';
import type { DeferredRequest } from '../domain/deferred-request.js';
import { ActivationCodeSender } from './activation-code-sender.js';
import { Settlement } from './settlement.js';

/** A new activation code for whoever is invited with this address and customer number; nothing for everybody else. */
@Injectable()
export class SettleResendUseCase {
  constructor(
    private readonly settlement: Settlement,
    private readonly accounts: AccountStore,
    private readonly codes: ActivationCodeSender,
  ) {}

  async execute(request: DeferredRequest<'RESEND_CODE'>, call: Call): Promise<void> {
    await this.settlement.once(request, call, async (now, tx) => {
      const { email, customerNumber } = request.payload;
      if (!(await this.settlement.mayMail(request, email, now, tx))) return;
      const account = await this.accounts.findMaster(email, tx);
      if (!account || account.customerNumber !== customerNumber || !may(account.status, 'INVITE')) return;
      await this.codes.send(account, { kind: 'SELF' }, now, tx);
    });
  }
}
