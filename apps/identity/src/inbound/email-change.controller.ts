import { Controller } from '@nestjs/common';
import { confirmEmail, withdrawPendingEmail, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { ConfirmEmailUseCase } from '../use-cases/confirm-email.use-case.js';
import { WithdrawPendingEmailUseCase } from '../use-cases/withdraw-pending-email.use-case.js';

/** A new e-mail address, from its owner's hand (capability 6). */
@Controller()
export class EmailChangeController {
  constructor(
    private readonly confirmUseCase: ConfirmEmailUseCase,
    private readonly withdrawUseCase: WithdrawPendingEmailUseCase,
  ) {}

  @Handles(confirmEmail)
  confirmEmail(request: RequestOf<typeof confirmEmail>, call: Call) {
    return this.confirmUseCase.execute(request, call);
  }

  @Handles(withdrawPendingEmail)
  withdrawPendingEmail(request: RequestOf<typeof withdrawPendingEmail>, call: Call) {
    return this.withdrawUseCase.execute(request, call);
  }
}
