import { Controller } from '@nestjs/common';
import { findAccounts, onboardSupportAgent, reissueActivationCode, supportFindAccounts, supportReissueActivationCode, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { Handles } from '#libs/messaging';
import { FindAccountsUseCase } from '../use-cases/find-accounts.use-case.js';
import { OnboardSupportAgentUseCase } from '../use-cases/onboard-support-agent.use-case.js';
import { ReissueActivationCodeUseCase } from '../use-cases/reissue-activation-code.use-case.js';
import { agentOf, OPERATOR } from './requester.js';

/** What support agents and operators do on other people's accounts: the same use cases, with another reach. */
@Controller()
export class SupportController {
  constructor(
    private readonly findUseCase: FindAccountsUseCase,
    private readonly reissueUseCase: ReissueActivationCodeUseCase,
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
