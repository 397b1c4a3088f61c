import { Injectable } from '@nestjs/common';
import type { getMe, ReplyOf, RequestOf } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { AccountStore } from '../domain/account.store.js';
import { describeMe } from './me.js';

/** The caller's own account. Leaves the session to the gateway's check: it is asked most, shows nobody's but one's own, and changes nothing. */
@Injectable()
export class GetMeUseCase {
  constructor(private readonly accounts: AccountStore) {}

  async execute(caller: RequestOf<typeof getMe>): Promise<ReplyOf<typeof getMe>> {
    const account = await this.accounts.findActive(caller.accountId);
    if (!account) throw new DomainError('token-invalid');
    return describeMe(account);
  }
}
