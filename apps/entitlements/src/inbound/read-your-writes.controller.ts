import { Controller } from '@nestjs/common';
import { applyFacts, listLostCustomerCentreLinks, type RequestOf } from '#libs/contracts';
import { type Call, withoutFacts } from '#libs/kernel';
import { applyFacts as applierOf, Handles } from '#libs/messaging';
import { ListLostCustomerCentreLinksUseCase } from '../use-cases/list-lost-customer-centre-links.use-case.js';
import { AccountFactsConsumer } from './account-facts.consumer.js';
import { ContractFactsConsumer } from './contract-facts.consumer.js';
import { LinkFactsConsumer } from './link-facts.consumer.js';

/** Facts of a reply are applied before the gateway answers, by the code that reads the stream; and what was lost by them can be asked for. */
@Controller()
export class ReadYourWritesController {
  private readonly apply: ReturnType<typeof applierOf>;

  constructor(
    contractFacts: ContractFactsConsumer,
    linkFacts: LinkFactsConsumer,
    accountFacts: AccountFactsConsumer,
    private readonly listLostUseCase: ListLostCustomerCentreLinksUseCase,
  ) {
    this.apply = applierOf([contractFacts, linkFacts, accountFacts].flatMap((consumer) => consumer.handlers()));
  }

  @Handles(applyFacts)
  async applyFacts({ facts }: RequestOf<typeof applyFacts>, call: Call) {
    await this.apply(facts, withoutFacts(call));
    return {};
  }

  @Handles(listLostCustomerCentreLinks)
  listLostCustomerCentreLinks(request: RequestOf<typeof listLostCustomerCentreLinks>) {
    return this.listLostUseCase.execute(request);
  }
}
