import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, searchTransferCandidate } from '#libs/contracts';
import { Clock, DomainError } from '#libs/kernel';
import { SearchMissesStore } from '../domain/search-misses.store.js';
import { ShareStore } from '../domain/share.store.js';
import { SharedContractStore } from '../domain/shared-contract.store.js';
import { OwnShares } from './own-shares.js';

/** Capability 8: finds the master administrator whom the caller knows by e-mail address and customer number. Every miss costs and says the same. */
@Injectable()
export class SearchTransferCandidateUseCase {
  constructor(
    private readonly misses: SearchMissesStore,
    private readonly shared: SharedContractStore,
    private readonly shares: ShareStore,
    private readonly own: OwnShares,
    private readonly clock: Clock,
  ) {}

  /** `masterId`: whom identity knows by the address, or nobody. @throws DomainError `not-found`, `too-many-attempts` */
  async execute(request: RequestOf<typeof searchTransferCandidate>): Promise<ReplyOf<typeof searchTransferCandidate>> {
    const { accountId, masterId, customerNumberType, customerNumber, isMobileAuthorized } = request;
    const now = this.clock.now();
    const pausedUntil = await this.misses.take(accountId, now);
    if (pausedUntil) throw new DomainError('too-many-attempts', { params: { retryAfter: Math.ceil((pausedUntil.getTime() - now.getTime()) / 1_000) } });
    const isReachable = await this.shared.isReachable(masterId, customerNumber, now);
    const isFound = customerNumberType === 'MOBILE' ? isMobileAuthorized : isReachable;
    if (!isFound || masterId === accountId) throw new DomainError('not-found');
    await this.misses.giveBack(accountId, now);
    const { candidateId, saves } = await this.shares.open(accountId, masterId, now);
    return { candidate: { candidateId, ...(await this.own.person(masterId)) }, save: saves };
  }
}
