import { Controller } from '@nestjs/common';
import { changePassword, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { ChangePasswordUseCase } from '../use-cases/change-password.use-case.js';

/** One's own username and password (capabilities 4 and 5). */
@Controller()
export class OwnCredentialsController {
  constructor(private readonly changePasswordUseCase: ChangePasswordUseCase) {}

  @Handles(changePassword)
  changePassword(request: RequestOf<typeof changePassword>, call: Call) {
    return this.changePasswordUseCase.execute(request, call);
  }
}
