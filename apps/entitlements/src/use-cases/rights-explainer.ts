import { Injectable } from '@nestjs/common';
import type { Explanation } from '#libs/contracts';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import { isInForce } from '../domain/contract.js';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import { type Grant, hasExpired } from '../domain/grant.js';
import { chainsOf, GrantsByHolder } from '../domain/grant-chain.js';
import { RIGHTS } from '../domain/right.js';
import { CurrentTerms } from './current-terms.js';
import { namesOf, type Names } from './names.js';

/** Puts chains of grants into names and data. */
@Injectable()
export class RightsExplainer {
  constructor(
    private readonly contracts: ContractRightsStore,
    private readonly accounts: AccountCopyStore,
    private readonly terms: CurrentTerms,
  ) {}

  /** Empty where nothing is held now. */
  async explain(accountId: string, accessNumber: string): Promise<Explanation> {
    const { now, maxTransferDepth } = this.terms.now();
    const { contract, grants } = await this.contracts.find(accessNumber);
    if (!contract || !isInForce(contract, now)) return { rights: [] };
    const running = grants.filter((grant) => !hasExpired(grant, now));
    const byHolder = new GrantsByHolder(running);
    const theirs = running.filter(({ to }) => to === accountId);
    const chains = RIGHTS.map((right) => [right, chainsOf(theirs, right, byHolder, maxTransferDepth)] as const);
    const held = chains.filter(([, because]) => because.length > 0);
    const names = await namesOf(held.flatMap(([, because]) => because.flat()), this.accounts);
    return { rights: held.map(([right, because]) => ({ right, because: because.map((chain) => chain.map((grant) => stepOf(grant, names))) })) };
  }
}

function stepOf({ id, via, by, to, rights, since, until }: Grant, names: Names): Explanation['rights'][number]['because'][number][number] {
  return { via, grantId: id, by: by === undefined ? null : names(by), to: names(to), rights, since: since.toISOString(), until: until?.toISOString() ?? null };
}
