import { Injectable } from '@nestjs/common';
import type { getSuperior, ReplyOf, RequestOf, Superior } from '#libs/contracts';
import { Clock, DomainError } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';

/** Capability 7: the master administrator above the caller, as they are now. For everybody else there is none. */
@Injectable()
export class GetSuperiorUseCase {
  constructor(
    private readonly accounts: AccountStore,
    private readonly clock: Clock,
  ) {}

  async execute(caller: RequestOf<typeof getSuperior>): Promise<ReplyOf<typeof getSuperior>> {
    const account = await this.accounts.findSignedIn(caller, this.clock.now());
    if (!account) throw new DomainError('token-invalid');
    const superior = account.superiorId === undefined ? undefined : await this.accounts.find(account.superiorId);
    if (!superior) throw new DomainError('not-found');
    return describeSuperior(superior);
  }
}

function describeSuperior({ firstName, lastName, contact, email }: Account): Superior {
  const { salutation, company, street, houseNumber, postalCode, city, country, phone, mobile, fax } = contact;
  return { salutation, firstName, lastName, company, street, houseNumber, postalCode, city, country, phone, mobile, fax, email };
}
