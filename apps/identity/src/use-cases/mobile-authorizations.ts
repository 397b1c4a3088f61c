import { Injectable } from '@nestjs/common';
import { fact, mobileAuthorizationChanged } from '#libs/contracts';
import type { Actor, Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { afterNews, type AuthorizationNews, type MobileAuthorization } from '../domain/mobile-authorization.js';
import { MobileAuthorizationStore } from '../domain/mobile-authorization.store.js';

const CRM: Actor = { kind: 'CRM' };

/** Binds mobile authorizations to the master administrators whose addresses they name, whichever of the two comes first. */
@Injectable()
export class MobileAuthorizations {
  constructor(
    private readonly store: MobileAuthorizationStore,
    private readonly accounts: AccountStore,
  ) {}

  /** What the CRM says, in whatever order. */
  async hear(news: AuthorizationNews, tx: Transaction): Promise<void> {
    const { customerNumber, email } = news;
    await this.store.lockAddress(email, tx);
    const change = afterNews(await this.store.find(customerNumber, email, tx), news);
    if (!change) return;
    await this.store.record(change.next, tx);
    if (change.unbound) await this.tell(change.unbound, customerNumber, false, tx);
    const holder = news.granted ? await this.accounts.findMaster(email, tx) : undefined;
    if (holder) await this.bind(change.next, holder.id, tx);
  }

  /** An account has got its address; what waited for it is bound. */
  async bindWaiting({ id, role, email }: Account, tx: Transaction): Promise<void> {
    if (role !== 'MASTER_ADMINISTRATOR') return;
    await this.store.lockAddress(email, tx);
    for (const authorization of await this.store.findGranted(email, tx)) await this.bind(authorization, id, tx);
  }

  /** What is bound stays where it is, unless that account is closed. */
  private async bind(authorization: MobileAuthorization, accountId: string, tx: Transaction): Promise<void> {
    const holder = authorization.accountId ? await this.accounts.find(authorization.accountId) : undefined;
    if (holder && (holder.id === accountId || holder.status !== 'CLOSED')) return;
    await this.store.record({ ...authorization, accountId }, tx);
    await this.tell(accountId, authorization.customerNumber, true, tx);
  }

  private async tell(accountId: string, customerNumber: string, granted: boolean, tx: Transaction): Promise<void> {
    const version = await this.store.countFact(accountId, tx);
    if (version === undefined) return;
    tx.emit(fact(mobileAuthorizationChanged, version, { actor: CRM, accountId, customerNumber, granted }));
    tx.audit({ action: granted ? 'mobile-authorization.granted' : 'mobile-authorization.revoked', accountId, actor: CRM, details: { customerNumber } });
  }
}
