import { Injectable } from '@nestjs/common';
import type { getContract, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError } from '#libs/kernel';
import { HeldContractStore } from '../domain/held-contract.store.js';
import { describe } from './held-contract.reply.js';

/** One contract; for whoever holds nothing on it now it does not exist. */
@Injectable()
export class GetContractUseCase {
  constructor(
    private readonly contracts: HeldContractStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  async execute({ accountId, accessNumber }: RequestOf<typeof getContract>): Promise<ReplyOf<typeof getContract>> {
    const held = await this.contracts.find(accountId, accessNumber, this.clock.now());
    if (!held) throw new DomainError('not-found');
    return describe(held);
  }
}
