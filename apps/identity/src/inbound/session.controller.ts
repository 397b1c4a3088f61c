import { Controller } from '@nestjs/common';
import { checkSession, refreshSession, signIn, signOut, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { CheckSessionUseCase } from '../use-cases/check-session.use-case.js';
import { RefreshSessionUseCase } from '../use-cases/refresh-session.use-case.js';
import { SignInUseCase } from '../use-cases/sign-in.use-case.js';
import { SignOutUseCase } from '../use-cases/sign-out.use-case.js';

/** Capability 3. */
@Controller()
export class SessionController {
  constructor(
    private readonly signInUseCase: SignInUseCase,
    private readonly refreshUseCase: RefreshSessionUseCase,
    private readonly signOutUseCase: SignOutUseCase,
    private readonly checkUseCase: CheckSessionUseCase,
  ) {}

  @Handles(signIn)
  signIn(request: RequestOf<typeof signIn>, call: Call) {
    return this.signInUseCase.execute(request, call);
  }

  @Handles(refreshSession)
  refreshSession(request: RequestOf<typeof refreshSession>, call: Call) {
    return this.refreshUseCase.execute(request, call);
  }

  @Handles(signOut)
  signOut(request: RequestOf<typeof signOut>, call: Call) {
    return this.signOutUseCase.execute(request, call);
  }

  @Handles(checkSession)
  checkSession(request: RequestOf<typeof checkSession>) {
    return this.checkUseCase.execute(request);
  }
}
