import { Injectable } from '@nestjs/common';
import type { listTransferOptions, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { GivenContractStore } from '../domain/given-contract.store.js';
import { OwnShares } from './own-shares.js';

/** Capability 8: the release options, ticked where the contract is transferred already. */
@Injectable()
export class ListTransferOptionsUseCase {
  constructor(
    private readonly own: OwnShares,
    private readonly given: GivenContractStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  async execute({ accountId, candidateId, limit, cursor }: RequestOf<typeof listTransferOptions>): Promise<ReplyOf<typeof listTransferOptions>> {
    const { receiverId } = await this.own.ofCandidate(accountId, candidateId);
    const found = await this.given.listTransferable(accountId, receiverId, { limit: limit + 1, after: cursor }, this.clock.now());
    const shown = found.slice(0, limit);
    return { items: shown, nextCursor: found.length > limit ? shown.at(-1)!.accessNumber : null };
  }
}
