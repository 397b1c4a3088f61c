import { Injectable } from '@nestjs/common';
import type { explainRights, Explanation, RequestOf } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { OwnShares } from './own-shares.js';
import { RightsExplainer } from './rights-explainer.js';

/** Why somebody holds what they hold on a contract: every chain from a link down to them. */
@Injectable()
export class ExplainRightsUseCase {
  constructor(
    private readonly own: OwnShares,
    private readonly explainer: RightsExplainer,
  ) {}

  /** @throws DomainError `not-found` where nothing is held, or `about` is neither the caller nor below them */
  async execute({ accountId, accessNumber, about = accountId }: RequestOf<typeof explainRights>): Promise<Explanation> {
    if (about !== accountId) await this.own.assertSubordinate(accountId, about);
    const explanation = await this.explainer.explain(about, accessNumber);
    if (explanation.rights.length === 0) throw new DomainError('not-found');
    return explanation;
  }
}
