import { Injectable } from '@nestjs/common';
import type { Call } from '#libs/kernel';
import { type AccountCopy, mergeAccount } from '../domain/account-copy.js';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import { LinkStore } from '../domain/link.store.js';
import { withoutGrants } from '../domain/rights-change.js';
import { GivenContractStore } from '../domain/given-contract.store.js';
import { CustomerLocks } from './customer-locks.js';
import { type Cause, RightsChanges } from './rights-changes.js';

/** Contracts of one transaction. */
const AT_A_TIME = 2_000;

/** identity closed an account: whatever it held ends, and whatever it gave, for good. */
@Injectable()
export class CloseAccountUseCase {
  constructor(
    private readonly locks: CustomerLocks,
    private readonly given: GivenContractStore,
    private readonly accounts: AccountCopyStore,
    private readonly links: LinkStore,
    private readonly changes: RightsChanges,
  ) {}

  /** Returns how many sub-administrators are without a superior by this. Safe to repeat: only the last step remembers the fact. */
  async execute(factId: string, said: AccountCopy, cause: Cause, call: Call): Promise<number> {
    for (;;) {
      const involving = await this.given.listInvolving(said.accountId, AT_A_TIME);
      const isLast = involving.length < AT_A_TIME;
      const left = await this.locks.runOn(involving, [], call, async (tx, known, terms) => {
        if (isLast && !(await tx.claim(factId))) return 0;
        await this.accounts.put(tx, mergeAccount(await this.accounts.find(tx, said.accountId), said));
        await this.links.endOf(tx, said.accountId);
        const changes = [...known.values()].map((rights) => withoutGrants(rights, ({ to, by }) => to === said.accountId || by === said.accountId, terms));
        await this.changes.record(tx, changes, cause, terms.now, said.accountId);
        return this.accounts.countBelow(tx, said.accountId);
      });
      if (isLast) return left;
    }
  }
}
