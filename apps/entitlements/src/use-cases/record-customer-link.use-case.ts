import { Injectable } from '@nestjs/common';
import { type Call, Clock } from '#libs/kernel';
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
    private readonly changes: RightsChanges,
    private readonly clock: Clock,
  ) {}

  async execute(factId: string, link: CustomerLink, cause: Cause, call: Call): Promise<void> {
    await this.locks.run([link.customerNumber], call, async (tx) => {
      if (!(await tx.claim(factId))) return;
      const known = await this.links.find(tx, link.linkId);
      if (known && known.version >= link.version) return;
      await this.links.put(tx, link);
      const now = this.clock.now();
      const changes = (await this.contracts.loadOfCustomer(tx, link.customerNumber)).map((contract) => withLink(contract, link, now));
      await this.changes.record(tx, changes.filter(({ told }) => told.length > 0), cause);
    });
  }
}
