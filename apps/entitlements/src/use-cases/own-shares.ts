import { Injectable } from '@nestjs/common';
import { DomainError, type Transaction } from '#libs/kernel';
import { type AccountCopy } from '../domain/account-copy.js';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import type { Share } from '../domain/share.js';
import { ShareStore } from '../domain/share.store.js';

/** Another person as one is shown them. */
export interface Person {
  firstName: string;
  lastName: string;
  company: string;
}

/** Whom somebody may share with: those whom they found, and the sub-administrators below them. */
@Injectable()
export class OwnShares {
  constructor(
    private readonly shares: ShareStore,
    private readonly accounts: AccountCopyStore,
  ) {}

  /** With somebody who was found. */
  open(accountId: string, receiverId: string, now: Date): Promise<Share> {
    return this.shares.open(accountId, receiverId, now);
  }

  /** @throws DomainError `not-found` where it is nobody's, or another's */
  async ofCandidate(accountId: string, candidateId: string, direction: 'GIVEN' | 'RECEIVED' = 'GIVEN'): Promise<Share> {
    const share = await this.shares.findByCandidate(candidateId, direction);
    if (!share || accountId !== (direction === 'GIVEN' ? share.giverId : share.receiverId)) throw new DomainError('not-found');
    return share;
  }

  /** @throws DomainError `not-found` for all that are not below the master administrator, or are closed */
  async assertSubordinate(masterId: string, subAdministratorId: string): Promise<void> {
    const account = (await this.accounts.findMany([subAdministratorId])).get(subAdministratorId);
    if (account?.superior?.accountId !== masterId || account.state?.status === 'CLOSED') throw new DomainError('not-found');
  }

  /** Before something is given: whoever is being closed at the same moment gets nothing. @throws DomainError `not-found` */
  async assertOpen(tx: Transaction, accountId: string): Promise<void> {
    if ((await this.accounts.lock(tx, accountId))?.state?.status === 'CLOSED') throw new DomainError('not-found');
  }

  async person(accountId: string): Promise<Person> {
    return personOf((await this.accounts.findMany([accountId])).get(accountId));
  }
}

/** What is not known yet is empty. */
export function personOf(account: AccountCopy | undefined): Person {
  const { firstName = '', lastName = '' } = account?.person ?? {};
  return { firstName, lastName, company: account?.company?.name ?? '' };
}
