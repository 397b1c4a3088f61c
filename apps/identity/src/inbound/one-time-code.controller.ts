import { Controller } from '@nestjs/common';
import { completeSignIn, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { CompleteSignInUseCase } from '../use-cases/complete-sign-in.use-case.js';

/** Capability 3 in the OTP procedure. */
@Controller()
export class OneTimeCodeController {
  constructor(private readonly completeUseCase: CompleteSignInUseCase) {}

  @Handles(completeSignIn)
  completeSignIn(request: RequestOf<typeof completeSignIn>, call: Call) {
    return this.completeUseCase.execute(request, call);
  }
}
