import { Injectable } from '@nestjs/common';
import { Clock, newCall } from '#libs/kernel';
import { isOver } from '../domain/contract.js';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import { atTime } from '../domain/rights-change.js';
import { CustomerLocks } from './customer-locks.js';
import { RightsChanges } from './rights-changes.js';

/** Contracts at a time. */
const AT_A_TIME = 100;
/** How long one of them may take (ms). */
const TIMEOUT = 4_000;

const CONTRACT_ENDED = { actor: { kind: 'SYSTEM' }, what: 'contract.ended' } as const;
const ASSIGNMENT_EXPIRED = { actor: { kind: 'SYSTEM' }, what: 'assignment.expired' } as const;

/** The end of a contract, or of an assignment, has come: nobody is shown what they held any more, and now it is ended and told. */
@Injectable()
export class EndLapsedRightsUseCase {
  constructor(
    private readonly locks: CustomerLocks,
    private readonly contracts: ContractRightsStore,
    private readonly changes: RightsChanges,
    private readonly clock: Clock,
  ) {}

  /** Whether there may be more. */
  async execute(): Promise<boolean> {
    const lapsed = await this.contracts.listLapsed(this.clock.now(), AT_A_TIME);
    for (const accessNumber of lapsed) {
      await this.locks.runOn([accessNumber], [], newCall(TIMEOUT), async (tx, known, terms) => {
        const rights = known.get(accessNumber)!;
        const isContractOver = rights.contract !== undefined && isOver(rights.contract, terms.now);
        await this.changes.record(tx, [atTime(rights, terms)], isContractOver ? CONTRACT_ENDED : ASSIGNMENT_EXPIRED, terms.now);
      });
    }
    return lapsed.length === AT_A_TIME;
  }
}
