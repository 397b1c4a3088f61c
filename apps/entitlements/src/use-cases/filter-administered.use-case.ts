import { Injectable } from '@nestjs/common';
import type { filterAdministered, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { HeldContractStore } from '../domain/held-contract.store.js';

/** Which of these contracts the caller administers now. */
@Injectable()
export class FilterAdministeredUseCase {
  constructor(
    private readonly contracts: HeldContractStore,
    private readonly clock: Clock,
  ) {}

  async execute({ accountId, accessNumbers }: RequestOf<typeof filterAdministered>): Promise<ReplyOf<typeof filterAdministered>> {
    return { accessNumbers: await this.contracts.filter(accountId, accessNumbers, 'ADMINISTRATION', this.clock.now()) };
  }
}
