import { Injectable } from '@nestjs/common';
import type { Call } from '#libs/kernel';
import type { CustomerCentreLink } from '../domain/link.js';
import { LinkStore } from '../domain/link.store.js';
import { withLink } from '../domain/rights-change.js';
import { CustomerLocks } from './customer-locks.js';
import { type Cause, RightsChanges } from './rights-changes.js';

/** An account linked the customer centre of a contract, or unlinked it. */
@Injectable()
export class RecordCustomerCentreLinkUseCase {
  constructor(
    private readonly locks: CustomerLocks,
    private readonly links: LinkStore,
    private readonly changes: RightsChanges,
  ) {}

  async execute(factId: string, link: CustomerCentreLink, cause: Cause, call: Call): Promise<void> {
    await this.locks.runOn([link.accessNumber], [], call, async (tx, contracts, terms) => {
      if (!(await tx.claim(factId))) return;
      const known = await this.links.find(tx, link.linkId);
      if (known && known.version >= link.version) return;
      await this.links.put(tx, link);
      const change = withLink(contracts.get(link.accessNumber)!, link, terms);
      await this.changes.record(tx, [change], cause, terms.now);
    });
  }
}
