import { Injectable } from '@nestjs/common';
import { fact, rightsGranted, rightsRevoked } from '#libs/contracts';
import type { Actor, NewFact, Transaction } from '#libs/kernel';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import { LinkStore } from '../domain/link.store.js';
import type { RightsChange, RightsNews } from '../domain/rights-change.js';

/** What rights changed by. */
export interface Cause {
  actor: Actor;
  /** In one word, such as `customer.linked`. */
  what: string;
}

/** Stores changes of rights and tells of each grant. */
@Injectable()
export class RightsChanges {
  constructor(
    private readonly contracts: ContractRightsStore,
    private readonly links: LinkStore,
  ) {}

  async record(tx: Transaction, changes: readonly RightsChange[], cause: Cause): Promise<void> {
    await this.contracts.save(tx, changes.map(({ rights }) => rights));
    const ended = changes.flatMap((change) => change.ended).filter(({ via }) => via === 'CUSTOMER_CENTRE');
    await this.links.end(tx, ended.map(({ id }) => id));
    for (const { rights, told } of changes) for (const news of told) tx.emit(factOf(rights.accessNumber, news, cause));
  }
}

function factOf(accessNumber: string, { kind, grant, rights, version }: RightsNews, { actor, what }: Cause): NewFact {
  const contract = kind === 'granted' ? rightsGranted : rightsRevoked;
  return fact(contract, version, { actor, accountId: grant.to, accessNumber, rights, via: grant.via, chain: [grant.id], cause: what });
}
