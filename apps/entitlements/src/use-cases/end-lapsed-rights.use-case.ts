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

  /** Whether there may be more. @throws Error what was in the way of the last that could not be ended */
  async execute(): Promise<boolean> {
    let failure: unknown;
    const lapsed = await this.contracts.listLapsed(this.clock.now(), AT_A_TIME);
    for (const accessNumbers of await this.byCustomer(lapsed)) {
      const ending = this.locks.runOn(accessNumbers, [], newCall(TIMEOUT), async (tx, known, terms) => {
        const [over, going] = partition([...known.values()], ({ contract }) => contract !== undefined && isOver(contract, terms.now));
        await this.changes.record(tx, over.map((rights) => atTime(rights, terms)), CONTRACT_ENDED, terms.now);
        await this.changes.record(tx, going.map((rights) => atTime(rights, terms)), ASSIGNMENT_EXPIRED, terms.now);
      });
      // One that cannot be ended now does not hold up the others.
      await ending.catch((error: unknown) => (failure = error));
    }
    if (failure !== undefined) throw failure as Error;
    return lapsed.length === AT_A_TIME;
  }

  /** What ends together is told together. */
  private async byCustomer(accessNumbers: string[]): Promise<string[][]> {
    const owners = await this.contracts.customersOf(accessNumbers);
    const groups = new Map<string, string[]>();
    for (const accessNumber of accessNumbers) {
      const owner = owners.get(accessNumber) ?? '';
      groups.set(owner, [...(groups.get(owner) ?? []), accessNumber]);
    }
    return [...groups.values()];
  }
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
