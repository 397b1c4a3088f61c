import { Injectable } from '@nestjs/common';
import { type Call, Clock } from '#libs/kernel';
import type { Contract } from '../domain/contract.js';
import { LinkStore } from '../domain/link.store.js';
import { isNewer } from '../domain/newer-copy.js';
import { withContract } from '../domain/rights-change.js';
import { CustomerLocks } from './customer-locks.js';
import { type Cause, RightsChanges } from './rights-changes.js';

/** contract-linking opened, moved, corrected or ended a contract: whoever is connected with its customer number holds it, nobody else does. */
@Injectable()
export class RecordContractUseCase {
  constructor(
    private readonly locks: CustomerLocks,
    private readonly links: LinkStore,
    private readonly changes: RightsChanges,
    private readonly clock: Clock,
  ) {}

  async execute(factId: string, accessNumber: string, said: Contract, cause: Cause, call: Call): Promise<void> {
    await this.locks.runOn(accessNumber, [said.customerNumber], call, async (tx, known) => {
      if (!(await tx.claim(factId)) || !isNewer(said.sequence, known.contract)) return;
      const links = await this.links.listOpen(tx, said.customerNumber);
      await this.changes.record(tx, [withContract(known, said, links, this.clock.now())], cause);
    });
  }
}
