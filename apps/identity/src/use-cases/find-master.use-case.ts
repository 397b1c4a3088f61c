import { Injectable } from '@nestjs/common';
import type { findMaster, ReplyOf, RequestOf } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { AccountStore } from '../domain/account.store.js';
import { MobileAuthorizationStore } from '../domain/mobile-authorization.store.js';
import { OwnSubAdministrators } from './own-sub-administrators.js';

/**
 * Whom a master administrator means by an e-mail address (capability 8). Who is not found becomes an account that nobody has, and is looked up
 * further like everybody: neither the answer nor its time tells the difference.
 */
@Injectable()
export class FindMasterUseCase {
  constructor(
    private readonly callers: OwnSubAdministrators,
    private readonly accounts: AccountStore,
    private readonly authorizations: MobileAuthorizationStore,
  ) {}

  async execute({ email, customerNumber, ...caller }: RequestOf<typeof findMaster>): Promise<ReplyOf<typeof findMaster>> {
    await this.callers.master(caller);
    const master = await this.accounts.findMaster(email);
    const masterId = master?.status === 'ACTIVE' ? master.id : newId();
    return { masterId, isMobileAuthorized: await this.authorizations.isAuthorized(masterId, customerNumber) };
  }
}
