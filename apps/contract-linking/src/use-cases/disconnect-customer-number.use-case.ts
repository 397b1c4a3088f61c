import { Injectable } from '@nestjs/common';
import { customerUnlinked, type disconnectCustomerNumber, type ReplyOf, type RequestOf } from '#libs/contracts';
import { type Call, DomainError, type Transaction } from '#libs/kernel';
import { selfAs } from '../domain/actors.js';
import { CustomerLinkStore } from '../domain/customer-link.store.js';
import { assertConfirmed, assertFits } from '../domain/disconnect.policy.js';
import { OperationsAlarm } from '../domain/operations-alarm.js';
import { CustomerLinks } from './customer-links.js';
import { CustomerLock } from './customer-lock.js';

type Request = RequestOf<typeof disconnectCustomerNumber>;

/** The caller lets a customer number go, and with it everything that hangs on that alone. Repeating it changes nothing. */
@Injectable()
export class DisconnectCustomerNumberUseCase {
  constructor(
    private readonly lock: CustomerLock,
    private readonly store: CustomerLinkStore,
    private readonly links: CustomerLinks,
    private readonly alarm: OperationsAlarm,
  ) {}

  /** Two at once cannot both be told that somebody else is left: the number is locked. */
  async execute(request: Request, call: Call): Promise<ReplyOf<typeof disconnectCustomerNumber>> {
    assertConfirmed(request);
    const { accountId, customerNumber } = request;
    // Before the lock: strangers must not keep busy what others wait for.
    if (!(await this.store.newestOf(accountId, customerNumber))) throw new DomainError('not-found');
    const wasLast = await this.lock.hold(customerNumber, call, (tx) => this.disconnect(request, tx));
    if (wasLast) this.alarm.lastAdministratorLeft({ accountId, customerNumber });
    return {};
  }

  private async disconnect(request: Request, tx: Transaction): Promise<boolean> {
    const { accountId, customerNumber, confirm, origin } = request;
    const link = await this.store.findOpen(tx, accountId, customerNumber);
    if (!link) return this.recallEnd(request, tx);
    const standing = await this.links.standingOf(link, tx);
    assertFits({ customerNumber, confirm }, standing.isLast);
    await this.links.end(link, standing, { actor: selfAs(accountId), origin }, tx);
    return standing.isLast;
  }

  /** Whoever must show the end is told once more. */
  private async recallEnd({ accountId, customerNumber }: Request, tx: Transaction): Promise<boolean> {
    const former = await this.store.findNewest(tx, accountId, customerNumber);
    if (!former) throw new DomainError('not-found');
    await tx.recall(customerUnlinked.type, former.id);
    return false;
  }
}
