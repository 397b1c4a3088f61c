import { Controller } from '@nestjs/common';
import { checkActivationCode, completeActivation, register, resendActivationCode, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { CheckActivationCodeUseCase } from '../use-cases/check-activation-code.use-case.js';
import { CompleteActivationUseCase } from '../use-cases/complete-activation.use-case.js';
import { RegisterUseCase } from '../use-cases/register.use-case.js';
import { ResendActivationCodeUseCase } from '../use-cases/resend-activation-code.use-case.js';

/** Capabilities 1 and 2. */
@Controller()
export class RegistrationController {
  constructor(
    private readonly registerUseCase: RegisterUseCase,
    private readonly resendUseCase: ResendActivationCodeUseCase,
    private readonly checkUseCase: CheckActivationCodeUseCase,
    private readonly completeUseCase: CompleteActivationUseCase,
  ) {}

  @Handles(register)
  register(request: RequestOf<typeof register>, call: Call) {
    return this.registerUseCase.execute(request, call);
  }

  @Handles(resendActivationCode)
  resendActivationCode(request: RequestOf<typeof resendActivationCode>, call: Call) {
    return this.resendUseCase.execute(request, call);
  }

  @Handles(checkActivationCode)
  checkActivationCode(request: RequestOf<typeof checkActivationCode>) {
    return this.checkUseCase.execute(request);
  }

  @Handles(completeActivation)
  completeActivation(request: RequestOf<typeof completeActivation>, call: Call) {
    return this.completeUseCase.execute(request, call);
  }
}
