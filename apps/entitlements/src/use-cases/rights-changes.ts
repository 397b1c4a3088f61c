import { Injectable } from '@nestjs/common';
import { fact, rightsGranted, rightsRevoked } from '#libs/contracts';
import type { Actor, Call, NewFact, Transaction } from '#libs/kernel';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import { LinkStore } from '../domain/link.store.js';
import type { RightsChange, RightsNews } from '../domain/rights-change.js';

/** What rights changed by. */
export interface Cause {
  actor: Actor;
  /** In one word, such as `customer.linked`. */
  what: string;
}

export interface CausedChange {
  change: RightsChange;
  cause: Cause;
  /** Whose trace goes on, where one transaction serves many. */
  call?: Call;
}

/** Stores changes of rights and tells of each grant. */
@Injectable()
export class RightsChanges {
  constructor(
    private readonly contracts: ContractRightsStore,
    private readonly links: LinkStore,
  ) {}

  record(tx: Transaction, changes: readonly RightsChange[], cause: Cause): Promise<void> {
    return this.recordAll(tx, changes.map((change) => ({ change, cause })));
  }

  /** Changes of many causes, each of another contract. */
  async recordAll(tx: Transaction, caused: readonly CausedChange[]): Promise<void> {
    await this.contracts.save(tx, caused.map(({ change }) => change.rights));
    const ended = caused.flatMap(({ change }) => change.ended).filter(({ via }) => via === 'CUSTOMER_CENTRE');
    await this.links.end(tx, ended.map(({ id }) => id));
    for (const { change, cause, call } of caused) for (const news of change.told) tx.emit(factOf(change.rights.accessNumber, news, cause), call);
  }
}

function factOf(accessNumber: string, { kind, grant, rights, version }: RightsNews, { actor, what }: Cause): NewFact {
  const contract = kind === 'granted' ? rightsGranted : rightsRevoked;
  return fact(contract, version, { actor, accountId: grant.to, accessNumber, rights, via: grant.via, chain: [grant.id], cause: what });
}
