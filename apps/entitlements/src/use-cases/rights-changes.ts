import { Injectable } from '@nestjs/common';
import { fact, rightsGranted, rightsRevoked } from '#libs/contracts';
import type { Actor, Call, NewFact, Transaction } from '#libs/kernel';
import type { ContractRights } from '../domain/contract-rights.js';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import { LinkStore } from '../domain/link.store.js';
import type { RightsChange, RightsNews } from '../domain/rights-change.js';
import { historyOf, type HistoryRow } from '../domain/rights-history.js';
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

/** Contracts of one slice. */
const SLICE = 500;

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
    for (const same of byCause(caused)) tx.emitAll(sharesChangedBy(same.map(({ change }) => toldOf(change)), same[0]!.cause), same[0]!.call);
  }

  /** Slice by slice: what comes next is computed while the database writes. */
  private async store(tx: Transaction, caused: readonly CausedChange[], at: Date): Promise<void> {
    let writing: Promise<void> = Promise.resolve();
    for (let start = 0; start < caused.length; start += SLICE) {
      const slice = caused.slice(start, start + SLICE).map(({ change: { rights, told }, cause }) => {
        const rows = historyOf(rights.accessNumber, told, cause, at, rights.historyHash);
        return { rows, rights: rows.length > 0 ? { ...rights, historyHash: rows.at(-1)!.hash } : rights };
      });
      for (const { change, cause, call } of caused.slice(start, start + SLICE)) tx.emitAll(change.told.map((news) => factOf(change.rights.accessNumber, news, cause)), call);
      await writing;
      writing = this.write(tx, slice);
      // Whoever waits for it below is told why it failed.
      writing.catch(() => undefined);
    }
    await writing;
    const losing = caused.filter(({ change }) => centreLinksIn(change).length > 0);
    for (const same of byCause(losing)) {
      const { actor, what } = same[0]!.cause;
      await this.links.lose(tx, same.flatMap(({ change }) => centreLinksIn(change)), { actor, cause: what });
    }
  }

  private async write(tx: Transaction, slice: readonly { rights: ContractRights; rows: HistoryRow[] }[]): Promise<void> {
    await this.contracts.save(tx, slice.map(({ rights }) => rights));
    await this.history.append(tx, slice.map(({ rows }) => rows));
  }
}

const centreLinksIn = ({ ended }: RightsChange): string[] => ended.filter(({ via }) => via === 'CUSTOMER_CENTRE').map(({ id }) => id);

/** Of many facts that say the same of different contracts, whoever is concerned hears once. */
function byCause(caused: readonly CausedChange[]): CausedChange[][] {
  const groups = new Map<string, CausedChange[]>();
  for (const one of caused) {
    const { what, actor } = one.cause;
    const key = JSON.stringify([what, actor.kind, actor.accountId]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

const toldOf = ({ rights: { accessNumber }, told }: RightsChange) => ({ accessNumber, told });

/** Another end of a grant is told as granted once more: what it gives, and until when. */
function factOf(accessNumber: string, { kind, grant, rights, chain, version }: RightsNews, { actor, what }: Cause): NewFact {
  const contract = kind === 'revoked' ? rightsRevoked : rightsGranted;
  const until = kind !== 'revoked' && grant.until && { until: grant.until.toISOString() };
  return fact(contract, version, { actor, accountId: grant.to, accessNumber, rights, via: grant.via, ...(grant.by && { fromAccountId: grant.by }), chain, cause: what, ...until });
}
