import { Controller } from '@nestjs/common';
import { applyFacts, type RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { applyFacts as applierOf, Handles } from '#libs/messaging';
import { AccountFactsConsumer } from './account-facts.consumer.js';
import { ContractFactsConsumer } from './contract-facts.consumer.js';

/** Read your writes: facts of a reply are applied before the gateway answers, by the code that reads the stream. */
@Controller()
export class ApplyFactsController {
  private readonly apply: ReturnType<typeof applierOf>;

  constructor(contractFacts: ContractFactsConsumer, accountFacts: AccountFactsConsumer) {
    this.apply = applierOf([...contractFacts.handlers(), ...accountFacts.handlers()]);
  }

  @Handles(applyFacts.entitlements)
  async applyFacts({ facts }: RequestOf<typeof applyFacts.entitlements>, call: Call) {
    await this.apply(facts, call);
    return {};
  }
}
