import { Injectable } from '@nestjs/common';
import type { Call, Transaction } from '#libs/kernel';
import { type AccountCopy, mergeAccount } from '../domain/account-copy.js';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import type { ContractRights } from '../domain/contract-rights.js';
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
    const { accountId } = said;
    for (;;) {
      const [involving, connected] = [await this.given.listInvolving(accountId, AT_A_TIME), await this.links.numbersOf(accountId)];
      const isLast = involving.length < AT_A_TIME;
      const left = await this.locks.runOn(involving, connected, call, async (tx, known, terms) => {
        if (isLast && (await this.isMore(accountId, known, connected, tx))) return undefined;
        if (isLast && !(await tx.claim(factId))) return 0;
        await this.accounts.put(tx, mergeAccount(await this.accounts.find(tx, accountId), said));
        await this.links.endOf(tx, accountId);
        const changes = [...known.values()].map((rights) => withoutGrants(rights, ({ to, by }) => to === accountId || by === accountId, terms));
        await this.changes.record(tx, changes, cause, terms.now, accountId);
        return this.accounts.countBelow(tx, accountId);
      });
      if (isLast && left !== undefined) return left;
    }
  }

  /** Whether something was given between looking and locking. What would be given from now on collides with the account, or with one of the locks. */
  private async isMore(accountId: string, known: ReadonlyMap<string, ContractRights>, connected: readonly string[], tx: Transaction): Promise<boolean> {
    const involving = await this.given.listInvolving(accountId, AT_A_TIME, tx);
    if (involving.some((accessNumber) => !known.has(accessNumber))) return true;
    return (await this.links.numbersOf(accountId, tx)).some((customerNumber) => !connected.includes(customerNumber));
  }
}
