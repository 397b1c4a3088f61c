import { Injectable } from '@nestjs/common';
import { contractEnded, contractMoved, contractOpened, type DataOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { CopyContractUseCase } from '../use-cases/copy-contract.use-case.js';

type ContractData = DataOf<typeof contractOpened> & { terminatedAt?: string };

/** contract-linking's facts: every one carries the whole contract. */
@Injectable()
export class ContractFactsConsumer implements FactHandlers {
  constructor(private readonly copyContract: CopyContractUseCase) {}

  handlers(): AnyFactHandler[] {
    const copy = (fact: Fact<ContractData>, call: Call) => this.copy(fact, call);
    return [handlerOf(contractOpened, copy), handlerOf(contractMoved, copy), handlerOf(contractEnded, copy)];
  }

  private async copy({ id, sequence = 0, data }: Fact<ContractData>, call: Call): Promise<void> {
    const { accessNumber, customerNumber, product, validFrom, terminatedAt } = data;
    const end = terminatedAt === undefined ? {} : { terminatedAt: new Date(terminatedAt) };
    await this.copyContract.execute(id, { accessNumber, customerNumber, product, validFrom: new Date(validFrom), ...end, sequence }, call);
  }
}
