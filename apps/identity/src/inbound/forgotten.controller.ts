import { Controller } from '@nestjs/common';
import { completePasswordReset, requestPasswordReset, requestUsernameReminder, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { CompletePasswordResetUseCase } from '../use-cases/complete-password-reset.use-case.js';
import { RequestPasswordResetUseCase } from '../use-cases/request-password-reset.use-case.js';
import { RequestUsernameReminderUseCase } from '../use-cases/request-username-reminder.use-case.js';

/** Forgotten password and username. */
@Controller()
export class ForgottenController {
  constructor(
    private readonly requestResetUseCase: RequestPasswordResetUseCase,
    private readonly completeResetUseCase: CompletePasswordResetUseCase,
    private readonly requestReminderUseCase: RequestUsernameReminderUseCase,
  ) {}

  @Handles(requestPasswordReset)
  requestPasswordReset(request: RequestOf<typeof requestPasswordReset>, call: Call) {
    return this.requestResetUseCase.execute(request, call);
  }

  @Handles(completePasswordReset)
  completePasswordReset(request: RequestOf<typeof completePasswordReset>, call: Call) {
    return this.completeResetUseCase.execute(request, call);
  }

  @Handles(requestUsernameReminder)
  requestUsernameReminder(request: RequestOf<typeof requestUsernameReminder>, call: Call) {
    return this.requestReminderUseCase.execute(request, call);
  }
}
