import { Injectable } from '@nestjs/common';
import type { Call } from '#libs/kernel';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import type { CustomerLink } from '../domain/link.js';
import { LinkStore } from '../domain/link.store.js';
import { withLink } from '../domain/rights-change.js';
import { CustomerLocks } from './customer-locks.js';
import { type Cause, RightsChanges } from './rights-changes.js';

/** An account was connected with a customer number, or disconnected from it: on each of its contracts, and for those to come. */
@Injectable()
export class RecordCustomerLinkUseCase {
  constructor(
    private readonly locks: CustomerLocks,
    private readonly contracts: ContractRightsStore,
    private readonly links: LinkStore,
    private readonly accounts: AccountCopyStore,
    private readonly changes: RightsChanges,
  ) {}

  async execute(factId: string, link: CustomerLink, cause: Cause, call: Call): Promise<void> {
    await this.locks.run([link.customerNumber], call, async (tx, terms) => {
      if (!(await tx.claim(factId))) return;
      const known = await this.links.find(tx, link.linkId);
      if (known && known.version >= link.version) return;
      // Of a closed account nothing is heard in order: what it made before is over all the same. One that is being closed waits, or lets this begin again.
      const isClosed = (await this.accounts.lock(tx, link.accountId))?.state?.status === 'CLOSED';
      const said = { ...link, ended: link.ended || isClosed };
      await this.links.put(tx, said);
      const changes = (await this.contracts.loadOfCustomer(tx, link.customerNumber)).map((contract) => withLink(contract, said, terms));
      await this.changes.record(tx, changes, cause, terms.now);
    });
  }
}
