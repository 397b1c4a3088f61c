import { Injectable } from '@nestjs/common';
import { Clock, newCall } from '#libs/kernel';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import { atTime } from '../domain/rights-change.js';
import { CustomerLocks } from './customer-locks.js';
import { RightsChanges } from './rights-changes.js';

/** Contracts at a time. */
const AT_A_TIME = 100;
/** How long one of them may take (ms). */
const TIMEOUT = 4_000;

const CAUSE = { actor: { kind: 'SYSTEM' }, what: 'contract.ended' } as const;

/** The end of a contract has come: nobody is shown what they held any more, and now it is ended and told. */
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
    const now = this.clock.now();
    const lapsed = await this.contracts.listLapsed(now, AT_A_TIME);
    for (const accessNumber of lapsed) {
      await this.locks.runOn([accessNumber], [], newCall(TIMEOUT), async (tx, known) => {
        const change = atTime(known.get(accessNumber)!, now);
        if (change.told.length > 0) await this.changes.record(tx, [change], CAUSE);
      });
    }
    return lapsed.length === AT_A_TIME;
  }
}
