import { Injectable } from '@nestjs/common';
import type { checkRights, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { HeldContractStore } from '../domain/held-contract.store.js';

/** Whether somebody holds a right now; the moment a revoke is acknowledged, they do not. */
@Injectable()
export class CheckRightsUseCase {
  constructor(
    private readonly contracts: HeldContractStore,
    private readonly clock: Clock,
  ) {}

  execute({ accountId, accessNumber, right }: RequestOf<typeof checkRights>): Promise<ReplyOf<typeof checkRights>> {
    return this.contracts.check(accountId, accessNumber, right, this.clock.now());
  }
}
