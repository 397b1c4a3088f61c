import { Controller } from '@nestjs/common';
import { explainAccountRights, explainRights, listRightsHistory, type RequestOf, verifyRights } from '#libs/contracts';
import { Handles } from '#libs/messaging';
import { ExplainRightsUseCase } from '../use-cases/explain-rights.use-case.js';
import { ListRightsHistoryUseCase } from '../use-cases/list-rights-history.use-case.js';
import { RightsExplainer } from '../use-cases/rights-explainer.js';
import { VerifyRightsUseCase } from '../use-cases/verify-rights.use-case.js';

/** Why somebody holds what they hold, what happened before, and whether it is as it should be. */
@Controller()
export class ExplanationsController {
  constructor(
    private readonly explainRightsUseCase: ExplainRightsUseCase,
    private readonly explainer: RightsExplainer,
    private readonly listRightsHistoryUseCase: ListRightsHistoryUseCase,
    private readonly verifyRightsUseCase: VerifyRightsUseCase,
  ) {}

  @Handles(explainRights)
  explainRights(request: RequestOf<typeof explainRights>) {
    return this.explainRightsUseCase.execute(request);
  }

  @Handles(explainAccountRights)
  explainAccountRights({ accountId, accessNumber }: RequestOf<typeof explainAccountRights>) {
    return this.explainer.explain(accountId, accessNumber);
  }

  @Handles(listRightsHistory)
  listRightsHistory(request: RequestOf<typeof listRightsHistory>) {
    return this.listRightsHistoryUseCase.execute(request);
  }

  @Handles(verifyRights)
  verifyRights(request: RequestOf<typeof verifyRights>) {
    return this.verifyRightsUseCase.execute(request);
  }
}
