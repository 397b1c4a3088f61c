import { Injectable } from '@nestjs/common';
import { accountActivated, contactDataChanged } from '#libs/contracts';
import { type AnyFactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { CopyAccountUseCase } from '../use-cases/copy-account.use-case.js';

/** identity's facts: who is who. */
@Injectable()
export class AccountFactsConsumer implements FactHandlers {
  constructor(private readonly copyAccount: CopyAccountUseCase) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(accountActivated, ({ id, sequence = 0, data }, call) => {
        const { accountId, role, firstName, lastName, company, superiorId } = data;
        const person = { role, firstName, lastName, ...(superiorId && { superiorId }) };
        return this.copyAccount.execute(id, { accountId, person, company: { name: company, sequence } }, call);
      }),
      handlerOf(contactDataChanged, ({ id, sequence = 0, data }, call) => {
        const { accountId, company } = data;
        return this.copyAccount.execute(id, { accountId, ...(company !== undefined && { company: { name: company, sequence } }) }, call);
      }),
    ];
  }
}
