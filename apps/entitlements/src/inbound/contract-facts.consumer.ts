import { Injectable } from '@nestjs/common';
import { contractEnded, contractMoved, contractOpened, type DataOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordContractUseCase } from '../use-cases/record-contract.use-case.js';
import { causeOf } from './cause-of.js';

type ContractData = DataOf<typeof contractOpened> & { terminatedAt?: string };

/** contract-linking's facts of contracts: every one carries the whole contract. */
@Injectable()
export class ContractFactsConsumer implements FactHandlers {
  constructor(private readonly recordContract: RecordContractUseCase) {}

  handlers(): AnyFactHandler[] {
    const record = (fact: Fact<ContractData>, call: Call) => this.record(fact, call);
    return [handlerOf(contractOpened, record), handlerOf(contractMoved, record), handlerOf(contractEnded, record)];
  }

  private async record(fact: Fact<ContractData>, call: Call): Promise<void> {
    const { accessNumber, customerNumber, product, validFrom, terminatedAt, life } = fact.data;
    const contract = { customerNumber, product, validFrom: new Date(validFrom), ...(terminatedAt !== undefined && { terminatedAt: new Date(terminatedAt) }), ...(life !== undefined && { life }) };
    await this.recordContract.execute(fact.id, accessNumber, { ...contract, sequence: fact.sequence ?? 0 }, causeOf(fact), call);
  }
}
