import { Injectable } from '@nestjs/common';
import { contractEnded, contractMoved, contractOpened } from '#libs/contracts';
import { handlerOf, type AnyFactHandler, type Fact } from '#libs/messaging';
import type { Call } from '#libs/kernel';
import type { FactHandlers } from '#libs/service';
import { LearnContractUseCase } from '../use-cases/learn-contract.use-case.js';
import { WaitingRegistrationsWorker } from './waiting-registrations.worker.js';

interface ContractData {
  accessNumber: string;
  customerNumber: string;
  product: string;
  validFrom: string;
  terminatedAt?: string;
}

/** contract-linking's word on which contracts exist. */
@Injectable()
export class ContractFactsConsumer implements FactHandlers {
  constructor(
    private readonly learnContract: LearnContractUseCase,
    private readonly waiting: WaitingRegistrationsWorker,
  ) {}

  handlers(): AnyFactHandler[] {
    return [contractOpened, contractMoved, contractEnded].map((contract) => handlerOf(contract, (fact, call) => this.learn(fact, call)));
  }

  private async learn({ id, sequence = 0, data }: Fact<ContractData>, call: Call): Promise<void> {
    const { accessNumber, customerNumber, product, validFrom, terminatedAt } = data;
    const period = { validFrom: new Date(validFrom), ...(terminatedAt && { terminatedAt: new Date(terminatedAt) }) };
    const due = await this.learnContract.execute({ accessNumber, customerNumber, product, ...period, sequence }, id, call);
    if (due > 0) this.waiting.wake();
  }
}
