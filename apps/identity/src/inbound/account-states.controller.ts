import { Controller } from '@nestjs/common';
import { closeAccount, lockAccount, supportUnlockAccount, unlockAccount, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { CloseAccountUseCase } from '../use-cases/close-account.use-case.js';
import { LockAccountUseCase } from '../use-cases/lock-account.use-case.js';
import { UnlockAccountUseCase } from '../use-cases/unlock-account.use-case.js';
import { agentOf, OPERATOR } from './requester.js';

/** Locking, unlocking and closing other people's accounts. */
@Controller()
export class AccountStatesController {
  constructor(
    private readonly lockUseCase: LockAccountUseCase,
    private readonly unlockUseCase: UnlockAccountUseCase,
    private readonly closeUseCase: CloseAccountUseCase,
  ) {}

  @Handles(supportUnlockAccount)
  supportUnlockAccount(request: RequestOf<typeof supportUnlockAccount>, call: Call) {
    return this.unlockUseCase.execute(request, agentOf(request), call);
  }

  @Handles(lockAccount)
  lockAccount(request: RequestOf<typeof lockAccount>, call: Call) {
    return this.lockUseCase.execute(request, OPERATOR, call);
  }

  @Handles(unlockAccount)
  unlockAccount(request: RequestOf<typeof unlockAccount>, call: Call) {
    return this.unlockUseCase.execute(request, OPERATOR, call);
  }

  @Handles(closeAccount)
  closeAccount(request: RequestOf<typeof closeAccount>, call: Call) {
    return this.closeUseCase.execute(request, OPERATOR, call);
  }
}
