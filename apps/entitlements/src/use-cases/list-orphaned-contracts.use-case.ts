import { Injectable } from '@nestjs/common';
import type { listOrphanedContracts, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { ContractRightsStore } from '../domain/contract-rights.store.js';

/** For operators: contracts in force that somebody was connected with, and nobody is any more. */
@Injectable()
export class ListOrphanedContractsUseCase {
  constructor(
    private readonly contracts: ContractRightsStore,
    private readonly clock: Clock,
  ) {}

  async execute({ limit, cursor }: RequestOf<typeof listOrphanedContracts>): Promise<ReplyOf<typeof listOrphanedContracts>> {
    const found = await this.contracts.listOrphaned(this.clock.now(), limit + 1, cursor);
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? items.at(-1)!.accessNumber : null };
  }
}
