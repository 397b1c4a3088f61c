import { Injectable } from '@nestjs/common';
import { contractProvisioned, contractTerminated, customerUpserted } from '#libs/contracts';
import { type AnyFactHandler, batchedHandlerOf, type BatchEffect } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordContractFactsUseCase, type SaidOfContract } from '../use-cases/record-contract-facts.use-case.js';
import { RecordCustomersUseCase, type SaidOfCustomer } from '../use-cases/record-customers.use-case.js';

/** What the CRM says, as the rules read it. */
@Injectable()
export class CrmFactsConsumer implements FactHandlers {
  constructor(
    private readonly recordCustomers: RecordCustomersUseCase,
    private readonly recordContractFacts: RecordContractFactsUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    const ofCustomers: BatchEffect<SaidOfCustomer> = (said, call) => this.recordCustomers.execute(said, call);
    const ofContracts: BatchEffect<SaidOfContract> = (said, call) => this.recordContractFacts.execute(said, call);
    return [
      batchedHandlerOf(customerUpserted, ({ id, time, data }, call) => {
        const { customerNumber, network, companyName } = data;
        return { customerNumber, profile: { network, companyName, stamp: { time, id } }, call };
      }, ofCustomers),
      batchedHandlerOf(contractProvisioned, ({ id, time, data }, call): SaidOfContract => {
        const { accessNumber, customerNumber, product, validFrom } = data;
        return { accessNumber, fact: { kind: 'provisioned', id, time, customerNumber, product, validFrom: new Date(validFrom) }, call };
      }, ofContracts),
      batchedHandlerOf(contractTerminated, ({ id, time, data }, call): SaidOfContract => {
        const { accessNumber, terminatedAt } = data;
        return { accessNumber, fact: { kind: 'terminated', id, time, terminatedAt: new Date(terminatedAt) }, call };
      }, ofContracts),
    ];
  }
}
