import { Clock } from '#libs/kernel';
import type { RightsTerms } from '../domain/rights-terms.js';

/** Under which rights are decided now. */
export class CurrentTerms {
  constructor(
    private readonly clock: Clock,
    private readonly maxTransferDepth: number,
  ) {}

  now(): RightsTerms {
    return { now: this.clock.now(), maxTransferDepth: this.maxTransferDepth };
  }
}
