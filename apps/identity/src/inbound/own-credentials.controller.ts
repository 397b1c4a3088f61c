import { Controller } from '@nestjs/common';
import { changePassword, changeUsername, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { ChangePasswordUseCase } from '../use-cases/change-password.use-case.js';
import { ChangeUsernameUseCase } from '../use-cases/change-username.use-case.js';

/** One's own username and password (capabilities 4 and 5). */
@Controller()
export class OwnCredentialsController {
  constructor(
    private readonly changeUsernameUseCase: ChangeUsernameUseCase,
    private readonly changePasswordUseCase: ChangePasswordUseCase,
  ) {}

  @Handles(changeUsername)
  changeUsername(request: RequestOf<typeof changeUsername>, call: Call) {
    return this.changeUsernameUseCase.execute(request, call);
  }

  @Handles(changePassword)
  changePassword(request: RequestOf<typeof changePassword>, call: Call) {
    return this.changePasswordUseCase.execute(request, call);
  }
}
