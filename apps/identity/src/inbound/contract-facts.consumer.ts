import { Injectable } from '@nestjs/common';
import { contractEnded, contractMoved, contractOpened } from '#libs/contracts';
import { type AnyFactHandler, batchedHandlerOf, type Fact } from '#libs/messaging';
import type { Call } from '#libs/kernel';
import type { FactHandlers } from '#libs/service';
import { LearnContractsUseCase, type SaidOfContract } from '../use-cases/learn-contracts.use-case.js';
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
    private readonly learnContracts: LearnContractsUseCase,
    private readonly waiting: WaitingRegistrationsWorker,
  ) {}

  handlers(): AnyFactHandler[] {
    const learn = (said: readonly SaidOfContract[], call: Call) => this.learn(said, call);
    return [contractOpened, contractMoved, contractEnded].map((contract) => batchedHandlerOf(contract, saidIn, learn));
  }

  private async learn(said: readonly SaidOfContract[], call: Call): Promise<void> {
    const due = await this.learnContracts.execute(said, call);
    if (due > 0) this.waiting.wake();
  }
}

function saidIn({ id, sequence = 0, data }: Fact<ContractData>): SaidOfContract {
  const { accessNumber, customerNumber, product, validFrom, terminatedAt } = data;
  const period = { validFrom: new Date(validFrom), ...(terminatedAt && { terminatedAt: new Date(terminatedAt) }) };
  return { messageId: id, contract: { accessNumber, customerNumber, product, ...period, sequence } };
}
