import { Injectable } from '@nestjs/common';
import { fact, rightsGranted, rightsRevoked } from '#libs/contracts';
import type { Actor, Call, NewFact, Transaction } from '#libs/kernel';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import { LinkStore } from '../domain/link.store.js';
import type { RightsChange, RightsNews } from '../domain/rights-change.js';
import { historyOf } from '../domain/rights-history.js';
import { RightsHistoryStore } from '../domain/rights-history.store.js';
import { sharesChangedBy } from './share-news.js';

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

/** Stores changes of rights with their history, and tells of each grant, and everybody concerned. */
@Injectable()
export class RightsChanges {
  constructor(
    private readonly contracts: ContractRightsStore,
    private readonly links: LinkStore,
    private readonly history: RightsHistoryStore,
  ) {}

  /** `untold`: whom no message is sent, having heard of more than that. */
  async record(tx: Transaction, changes: readonly RightsChange[], cause: Cause, at: Date, untold?: string): Promise<void> {
    const some = changes.filter(({ told }) => told.length > 0);
    await this.store(tx, some.map((change) => ({ change, cause })), at);
    tx.emitAll(sharesChangedBy(some.map(toldOf), cause, untold));
  }

  /** Changes of many causes, each of another contract: also those of which nothing is told. */
  async recordAll(tx: Transaction, caused: readonly CausedChange[], at: Date): Promise<void> {
    await this.store(tx, caused, at);
    for (const { change, cause, call } of caused) tx.emitAll(sharesChangedBy([toldOf(change)], cause), call);
  }

  private async store(tx: Transaction, caused: readonly CausedChange[], at: Date): Promise<void> {
    const rows = caused.map(({ change: { rights, told }, cause }) => historyOf(rights.accessNumber, told, cause, at, rights.historyHash));
    const hashes = rows.map((of) => of.at(-1)?.hash);
    await this.contracts.save(tx, caused.map(({ change: { rights } }, index) => ({ ...rights, ...(hashes[index] && { historyHash: hashes[index] }) })));
    await this.history.append(tx, rows);
    const ended = caused.flatMap(({ change }) => change.ended).filter(({ via }) => via === 'CUSTOMER_CENTRE');
    await this.links.end(tx, ended.map(({ id }) => id));
    for (const { change, cause, call } of caused) tx.emitAll(change.told.map((news) => factOf(change.rights.accessNumber, news, cause)), call);
  }
}

const toldOf = ({ rights: { accessNumber }, told }: RightsChange) => ({ accessNumber, told });

/** Another end of a grant is told as granted once more: what it gives, and until when. */
function factOf(accessNumber: string, { kind, grant, rights, chain, version }: RightsNews, { actor, what }: Cause): NewFact {
  const contract = kind === 'revoked' ? rightsRevoked : rightsGranted;
  const until = kind !== 'revoked' && grant.until && { until: grant.until.toISOString() };
  return fact(contract, version, { actor, accountId: grant.to, accessNumber, rights, via: grant.via, ...(grant.by && { fromAccountId: grant.by }), chain, cause: what, ...until });
}
