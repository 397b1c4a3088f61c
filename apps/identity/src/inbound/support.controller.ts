import { Controller } from '@nestjs/common';
import {
  findAccounts, onboardSupportAgent, reissueActivationCode, supportFindAccounts, supportReissueActivationCode, supportUnlockAccount, type RequestOf,
} from '#libs/contracts';
import type { Call, RequestOrigin } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import type { Caller } from '../domain/account.store.js';
import { FindAccountsUseCase } from '../use-cases/find-accounts.use-case.js';
import { OnboardSupportAgentUseCase } from '../use-cases/onboard-support-agent.use-case.js';
import { ReissueActivationCodeUseCase } from '../use-cases/reissue-activation-code.use-case.js';
import type { Requester } from '../use-cases/support-desk.js';
import { SupportUnlockAccountUseCase } from '../use-cases/support-unlock-account.use-case.js';

const OPERATOR = { kind: 'OPERATOR' } as const;

/** What support agents and operators do on other people's accounts: the same use cases, with another reach. */
@Controller()
export class SupportController {
  constructor(
    private readonly findUseCase: FindAccountsUseCase,
    private readonly reissueUseCase: ReissueActivationCodeUseCase,
    private readonly unlockUseCase: SupportUnlockAccountUseCase,
    private readonly onboardUseCase: OnboardSupportAgentUseCase,
  ) {}

  @Handles(supportFindAccounts)
  supportFindAccounts(request: RequestOf<typeof supportFindAccounts>, call: Call) {
    return this.findUseCase.execute(request, agentOf(request), call);
  }

  @Handles(supportReissueActivationCode)
  supportReissueActivationCode(request: RequestOf<typeof supportReissueActivationCode>, call: Call) {
    return this.reissueUseCase.execute(request, agentOf(request), call);
  }

  @Handles(supportUnlockAccount)
  supportUnlockAccount(request: RequestOf<typeof supportUnlockAccount>, call: Call) {
    return this.unlockUseCase.execute(request, agentOf(request), call);
  }

  @Handles(findAccounts)
  findAccounts(request: RequestOf<typeof findAccounts>, call: Call) {
    return this.findUseCase.execute(request, OPERATOR, call);
  }

  @Handles(reissueActivationCode)
  reissueActivationCode(request: RequestOf<typeof reissueActivationCode>, call: Call) {
    return this.reissueUseCase.execute(request, OPERATOR, call);
  }

  @Handles(onboardSupportAgent)
  onboardSupportAgent(request: RequestOf<typeof onboardSupportAgent>, call: Call) {
    return this.onboardUseCase.execute(request, OPERATOR, call);
  }
}

const agentOf = ({ accountId, sessionId, origin }: Caller & { origin: RequestOrigin }): Requester => ({ kind: 'SUPPORT', caller: { accountId, sessionId }, origin });
