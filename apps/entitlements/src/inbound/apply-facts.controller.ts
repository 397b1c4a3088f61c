import { Controller } from '@nestjs/common';
import { applyFacts, type DataOf, type RequestOf, rightsRevoked } from '#libs/contracts';
import type { Call, WrittenFact } from '#libs/kernel';
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
    const following: Call = { ...call, facts: [] };
    await this.apply(facts, following);
    // What else follows, a fact for each of thousands of contracts, has no room in the answer, and nobody there has a use for it.
    call.facts.push(...following.facts.filter(endsCentreLink).slice(0, MOST_TOLD));
    return {};
  }
}

/** With it a link to the Kundencenter is over, which contract-linking must show too. */
const endsCentreLink = ({ type, data }: WrittenFact): boolean => type === rightsRevoked.type && (data as DataOf<typeof rightsRevoked>).via === 'CUSTOMER_CENTRE';

/** Facts that the answer has room for; contract-linking hears of further ones by the stream. */
const MOST_TOLD = 1_000;
