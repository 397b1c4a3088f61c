import { Injectable } from '@nestjs/common';
import type { Call } from '#libs/kernel';
import { isKind, type DeferredRequest } from '../domain/deferred-request.js';
import { SettlePasswordResetUseCase } from '../use-cases/settle-password-reset.use-case.js';
import { SettleRegistrationUseCase } from '../use-cases/settle-registration.use-case.js';
import { SettleResendUseCase } from '../use-cases/settle-resend.use-case.js';
import { SettleUsernameReminderUseCase } from '../use-cases/settle-username-reminder.use-case.js';

/** Which use case settles which kind of deferred request. */
@Injectable()
export class Settlements {
  constructor(
    private readonly settleRegistration: SettleRegistrationUseCase,
    private readonly settleResend: SettleResendUseCase,
    private readonly settlePasswordReset: SettlePasswordResetUseCase,
    private readonly settleUsernameReminder: SettleUsernameReminderUseCase,
  ) {}

  async settle(request: DeferredRequest, call: Call): Promise<void> {
    if (isKind(request, 'REGISTER')) await this.settleRegistration.execute(request, call);
    else if (isKind(request, 'RESEND_CODE')) await this.settleResend.execute(request, call);
    else if (isKind(request, 'RESET_PASSWORD')) await this.settlePasswordReset.execute(request, call);
    else if (isKind(request, 'REMIND_USERNAME')) await this.settleUsernameReminder.execute(request, call);
  }
}
