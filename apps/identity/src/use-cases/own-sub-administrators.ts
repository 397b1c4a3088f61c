import { Injectable } from '@nestjs/common';
import { Clock, DomainError, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore, type Caller } from '../domain/account.store.js';
import { SubAdministratorStore } from '../domain/sub-administrator.store.js';

/** A master administrator who acts on one of theirs, at this moment. */
export interface OwnSubAdministrator {
  master: Account;
  account: Account;
  now: Date;
}

/** A master administrator and the sub-administrators below them (capability 11). Whoever is not the caller's own does not exist for them. */
@Injectable()
export class OwnSubAdministrators {
  constructor(
    private readonly accounts: AccountStore,
    private readonly subAdministrators: SubAdministratorStore,
    private readonly clock: Clock,
  ) {}

  /** The caller, if they may have sub-administrators at all. @throws DomainError `token-invalid`, `forbidden` */
  async master(caller: Caller, tx?: Transaction): Promise<Pick<OwnSubAdministrator, 'master' | 'now'>> {
    const now = this.clock.now();
    const master = await this.accounts.findSignedIn(caller, now, tx);
    if (master?.status !== 'ACTIVE') throw new DomainError('token-invalid');
    if (master.role !== 'MASTER_ADMINISTRATOR') throw new DomainError('forbidden');
    return { master, now };
  }

  /** The caller, and the one of theirs whom they name. @throws DomainError `token-invalid`, `forbidden`, `not-found` */
  async find(request: Caller & { subAdministratorId: string }, tx?: Transaction): Promise<OwnSubAdministrator> {
    const { master, now } = await this.master(request, tx);
    const account = await this.subAdministrators.findOf(master.id, request.subAdministratorId, tx);
    if (!account) throw new DomainError('not-found');
    return { master, account, now };
  }

  /** As `find`, and who was closed while they were the caller's own: for what may be repeated. */
  async findEvenClosed(request: Caller & { subAdministratorId: string }, tx: Transaction): Promise<OwnSubAdministrator> {
    const { master, now } = await this.master(request, tx);
    const account = await this.subAdministrators.findEvenClosedOf(master.id, request.subAdministratorId, tx);
    if (!account) throw new DomainError('not-found');
    return { master, account, now };
  }
}
