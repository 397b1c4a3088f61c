import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, verifyRights } from '#libs/contracts';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import { RightsHistoryStore } from '../domain/rights-history.store.js';
import { faultsOf } from '../domain/rights-verification.js';
import { CurrentTerms } from './current-terms.js';

/** Contracts of one step. */
const AT_A_TIME = 200;
/** A step that takes longer (ms) ends where it is. */
const STEP_MS = 1_500;
/** The same with so many faults. */
const MOST_FAULTS = 100;

type Reply = ReplyOf<typeof verifyRights>;

/** For operators: recomputes rights from their history, and compares. */
@Injectable()
export class VerifyRightsUseCase {
  constructor(
    private readonly contracts: ContractRightsStore,
    private readonly history: RightsHistoryStore,
    private readonly terms: CurrentTerms,
  ) {}

  async execute({ accessNumber, cursor }: RequestOf<typeof verifyRights>): Promise<Reply> {
    const numbers = accessNumber === undefined ? await this.contracts.listChanged(AT_A_TIME, cursor) : [accessNumber];
    const reply: Reply = { contracts: numbers.length, rows: 0, faults: [], nextCursor: numbers.length === AT_A_TIME ? numbers.at(-1)! : null };
    const end = this.terms.now().now.getTime() + STEP_MS;
    for (const [index, number] of numbers.entries()) {
      const [rows, faults] = await this.check(number);
      reply.rows += rows;
      reply.faults.push(...faults);
      const isEnough = reply.faults.length >= MOST_FAULTS || this.terms.now().now.getTime() > end;
      if (isEnough && index < numbers.length - 1) return { ...reply, contracts: index + 1, nextCursor: number };
    }
    return reply;
  }

  /** What is written between reading the history and the contract makes it look wrong once: so it is looked at again. */
  private async check(accessNumber: string): Promise<[number, Reply['faults']]> {
    for (let attempt = 1; ; attempt++) {
      const before = await this.contracts.find(accessNumber);
      const rows = await this.history.listAll(accessNumber);
      const after = await this.contracts.find(accessNumber);
      if (before.version !== after.version && attempt < 5) continue;
      return [rows.length, faultsOf(after, rows, this.terms.now()).slice(0, MOST_FAULTS).map((fault) => ({ accessNumber, ...fault, detail: fault.detail.slice(0, 1_000) }))];
    }
  }
}
