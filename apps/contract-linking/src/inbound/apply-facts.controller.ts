import { Controller } from '@nestjs/common';
import { applyFacts, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { applyFacts as applierOf, Handles } from '#libs/messaging';
import { RightsFactsConsumer } from './rights-facts.consumer.js';

/** Read your writes: links that entitlements has ended are ended here before the gateway answers, by the code that reads the stream. */
@Controller()
export class ApplyFactsController {
  private readonly apply: ReturnType<typeof applierOf>;

  constructor(rightsFacts: RightsFactsConsumer) {
    this.apply = applierOf(rightsFacts.handlers());
  }

  @Handles(applyFacts['contract-linking'])
  async applyFacts({ facts }: RequestOf<(typeof applyFacts)['contract-linking']>, call: Call) {
    await this.apply(facts, { ...call, facts: [] });
    return {};
  }
}
