import { Injectable } from '@nestjs/common';
import type { listContracts, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { HeldContractStore } from '../domain/held-contract.store.js';
import { describe } from './held-contract.reply.js';

/** The contracts on which somebody holds something now. */
@Injectable()
export class ListContractsUseCase {
  constructor(
    private readonly contracts: HeldContractStore,
    private readonly clock: Clock,
  ) {}

  async execute({ accountId, customerNumber, product, q, limit, cursor }: Omit<RequestOf<typeof listContracts>, 'sessionId'>): Promise<ReplyOf<typeof listContracts>> {
    const found = await this.contracts.list(accountId, { customerNumber, product, prefix: q }, { limit: limit + 1, after: cursor }, this.clock.now());
    const shown = found.slice(0, limit);
    return { items: shown.map(describe), nextCursor: found.length > limit ? shown.at(-1)!.accessNumber : null };
  }
}
