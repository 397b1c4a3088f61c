import { Injectable } from '@nestjs/common';
import type { getTransfer, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { GivenContractStore } from '../domain/given-contract.store.js';
import { OwnShares } from './own-shares.js';

/** Capability 8: what is shared with one of them, also when the person has left. */
@Injectable()
export class GetTransferUseCase {
  constructor(
    private readonly own: OwnShares,
    private readonly given: GivenContractStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  async execute({ accountId, candidateId, direction }: RequestOf<typeof getTransfer>): Promise<ReplyOf<typeof getTransfer>> {
    const { giverId, receiverId, saves } = await this.own.ofCandidate(accountId, candidateId, direction);
    const partnerId = direction === 'GIVEN' ? receiverId : giverId;
    const [partner] = await this.given.listPartners(accountId, direction, { limit: 1, partnerId }, this.clock.now());
    const transfer = { candidateId, ...(await this.own.person(partnerId)), accessNumbers: partner?.accessNumbers ?? [], since: partner?.since.toISOString() ?? null };
    return { transfer, save: saves };
  }
}
