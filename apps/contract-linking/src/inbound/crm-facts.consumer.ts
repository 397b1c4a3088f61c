import { Injectable } from '@nestjs/common';
import { contractProvisioned, contractTerminated, customerUpserted } from '#libs/contracts';
import { type AnyFactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordContractFactUseCase } from '../use-cases/record-contract-fact.use-case.js';
import { RecordCustomerUseCase } from '../use-cases/record-customer.use-case.js';

/** What the CRM says, as the rules read it. */
@Injectable()
export class CrmFactsConsumer implements FactHandlers {
  constructor(
    private readonly recordCustomer: RecordCustomerUseCase,
    private readonly recordContractFact: RecordContractFactUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(customerUpserted, ({ id, time, data }, call) => {
        const { customerNumber, network, companyName } = data;
        return this.recordCustomer.execute(customerNumber, { network, companyName, stamp: { time, id } }, call);
      }),
      handlerOf(contractProvisioned, ({ id, time, data }, call) => {
        const { accessNumber, customerNumber, product, validFrom } = data;
        return this.recordContractFact.execute(accessNumber, { kind: 'provisioned', id, time, customerNumber, product, validFrom: new Date(validFrom) }, call);
      }),
      handlerOf(contractTerminated, ({ id, time, data }, call) => {
        const { accessNumber, terminatedAt } = data;
        return this.recordContractFact.execute(accessNumber, { kind: 'terminated', id, time, terminatedAt: new Date(terminatedAt) }, call);
      }),
    ];
  }
}
