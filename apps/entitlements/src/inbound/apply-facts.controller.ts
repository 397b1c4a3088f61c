import { Controller } from '@nestjs/common';
import { applyFacts, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { applyFacts as applierOf, Handles } from '#libs/messaging';
import { AccountFactsConsumer } from './account-facts.consumer.js';
import { ContractFactsConsumer } from './contract-facts.consumer.js';
import { LinkFactsConsumer } from './link-facts.consumer.js';

/** Read your writes: facts of a reply are applied before the gateway answers, by the code that reads the stream. */
@Controller()
export class ApplyFactsController {
  private readonly apply: ReturnType<typeof applierOf>;

  constructor(contractFacts: ContractFactsConsumer, linkFacts: LinkFactsConsumer, accountFacts: AccountFactsConsumer) {
    this.apply = applierOf([contractFacts, linkFacts, accountFacts].flatMap((consumer) => consumer.handlers()));
  }

  @Handles(applyFacts.entitlements)
  async applyFacts({ facts }: RequestOf<typeof applyFacts.entitlements>, call: Call) {
    // What follows from them, a fact for each of thousands of contracts, has no room in the answer, and nobody there has a use for it.
    await this.apply(facts, { ...call, facts: [] });
    return {};
  }
}
