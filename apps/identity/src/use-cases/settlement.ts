import { Injectable } from '@nestjs/common';
import { Clock, Transactions, type Call, type Transaction } from '#libs/kernel';
import type { DeferredRequest } from '../domain/deferred-request.js';
import { DeferredRequestStore } from '../domain/deferred-request.store.js';
import { MAIL_QUOTAS, QUOTA_OVER_ALL_NETWORKS } from '../domain/mail-quota.js';
import { MailQuotaStore } from '../domain/mail-quota.store.js';

/** Settles a deferred request exactly once, and only as often as the address may be sent mail. */
@Injectable()
export class Settlement {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: DeferredRequestStore,
    private readonly quotas: MailQuotaStore,
    private readonly clock: Clock,
  ) {}

  /** `work` asks `mayMail` or `mayMailFrom` before it sends anything. */
  async once(request: DeferredRequest, call: Call, work: (now: Date, tx: Transaction) => Promise<void>): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (await this.requests.remove(request.id, tx)) await work(this.clock.now(), tx);
    });
  }

  /** Counts one more mail of this kind to the address; false when it is one too many. */
  mayMail({ kind }: DeferredRequest, email: string, now: Date, tx: Transaction): Promise<boolean> {
    return this.quotas.take(kind, email, MAIL_QUOTAS[kind], now, tx);
  }

  /** The same, counted for the network that asks and for the address; what a network is refused uses up nobody else's share. */
  async mayMailFrom({ kind, payload }: DeferredRequest<'RESET_PASSWORD' | 'REMIND_USERNAME'>, email: string, now: Date, tx: Transaction): Promise<boolean> {
    const network = `${email}\n${payload.origin.ipPrefix}`;
    return (await this.quotas.take(kind, network, MAIL_QUOTAS[kind], now, tx)) && this.quotas.take(kind, email, QUOTA_OVER_ALL_NETWORKS, now, tx);
  }
}
