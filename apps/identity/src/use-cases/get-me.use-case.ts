import { Injectable } from '@nestjs/common';
import type { getMe, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError } from '#libs/kernel';
import { AccountStore } from '../domain/account.store.js';
import { describeMe } from './me.js';

/** The caller's own account. */
@Injectable()
export class GetMeUseCase {
  constructor(
    private readonly accounts: AccountStore,
    private readonly clock: Clock,
  ) {}

  async execute(caller: RequestOf<typeof getMe>): Promise<ReplyOf<typeof getMe>> {
    const account = await this.accounts.findSignedIn(caller, this.clock.now());
    if (!account) throw new DomainError('token-invalid');
    return describeMe(account);
  }
}
