import { Injectable } from '@nestjs/common';
import type { Call } from '#libs/kernel';
import type { Contract } from '../domain/contract.js';
import { LinkStore } from '../domain/link.store.js';
import { isNewer } from '../domain/newer-copy.js';
import { withContract } from '../domain/rights-change.js';
import { CustomerLocks } from './customer-locks.js';
import { type Cause, RightsChanges } from './rights-changes.js';

/** One thing that contract-linking said of a contract. */
export interface SaidOfContract {
  factId: string;
  accessNumber: string;
  contract: Contract;
  cause: Cause;
  /** Continues the trace of that fact. */
  call: Call;
}

/**
 * contract-linking opened, moved, corrected or ended contracts: whoever is connected with the customer number of one holds it, nobody else does. Each
 * fact of another contract.
 */
@Injectable()
export class RecordContractsUseCase {
  constructor(
    private readonly locks: CustomerLocks,
    private readonly links: LinkStore,
    private readonly changes: RightsChanges,
  ) {}

  async execute(said: readonly SaidOfContract[], call: Call): Promise<void> {
    const accessNumbers = said.map(({ accessNumber }) => accessNumber);
    await this.locks.runOn(accessNumbers, said.map(({ contract }) => contract.customerNumber), call, async (tx, known, terms) => {
      const fresh = await tx.claimAll(said.map(({ factId }) => factId));
      const news = said.filter(({ factId, accessNumber, contract }) => fresh.delete(factId) && isNewer(contract.sequence, known.get(accessNumber)!.contract));
      if (news.length === 0) return;
      const links = await this.links.listOpen(tx, [...new Set(news.map(({ contract }) => contract.customerNumber))]);
      await this.changes.recordAll(tx, news.map(({ accessNumber, contract, cause, call: theirs }) => {
        const ofNumber = links.filter(({ customerNumber }) => customerNumber === contract.customerNumber);
        return { change: withContract(known.get(accessNumber)!, contract, ofNumber, terms), cause, call: theirs };
      }), terms.now);
    });
  }
}
