import { Injectable } from '@nestjs/common';
import { contractEnded, contractMoved, contractOpened, type DataOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, batchedHandlerOf, type Fact, type BatchEffect } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordContractsUseCase, type SaidOfContract } from '../use-cases/record-contracts.use-case.js';
import { causeOf } from './cause-of.js';

type ContractData = DataOf<typeof contractOpened> & { terminatedAt?: string };

/** contract-linking's facts of contracts: every one carries the whole contract. */
@Injectable()
export class ContractFactsConsumer implements FactHandlers {
  constructor(private readonly recordContracts: RecordContractsUseCase) {}

  handlers(): AnyFactHandler[] {
    const record: BatchEffect<SaidOfContract> = (said, call) => this.recordContracts.execute(said, call);
    return [batchedHandlerOf(contractOpened, saidIn, record), batchedHandlerOf(contractMoved, saidIn, record), batchedHandlerOf(contractEnded, saidIn, record)];
  }
}

function saidIn(fact: Fact<ContractData>, call: Call): SaidOfContract {
  const { accessNumber, customerNumber, product, validFrom, terminatedAt, life } = fact.data;
  const period = { validFrom: new Date(validFrom), ...(terminatedAt !== undefined && { terminatedAt: new Date(terminatedAt) }) };
  const contract = { customerNumber, product, ...period, ...(life !== undefined && { life }), sequence: fact.sequence ?? 0 };
  return { factId: fact.id, accessNumber, contract, cause: causeOf(fact), call };
}
