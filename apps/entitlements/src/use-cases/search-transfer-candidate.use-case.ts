import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, searchTransferCandidate } from '#libs/contracts';
import { type Call, Clock, DomainError, newId, Transactions } from '#libs/kernel';
import { SearchMissesStore } from '../domain/search-misses.store.js';
import { GivenContractStore } from '../domain/given-contract.store.js';
import { OwnShares } from './own-shares.js';

type Request = RequestOf<typeof searchTransferCandidate>;
type Reply = ReplyOf<typeof searchTransferCandidate>;

/** Capability 8: finds the master administrator whom the caller knows by e-mail address and customer number. Every miss costs and says the same. */
@Injectable()
export class SearchTransferCandidateUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly misses: SearchMissesStore,
    private readonly given: GivenContractStore,
    private readonly own: OwnShares,
    private readonly clock: Clock,
  ) {}

  /** `masterId`: whom identity knows by the address, or nobody. @throws DomainError `not-found`, `too-many-attempts` */
  async execute(request: Request, call: Call): Promise<Reply> {
    const { accountId } = request;
    const [now, searchId] = [this.clock.now(), newId()];
    const pausedUntil = await this.misses.take(accountId, searchId, now);
    if (pausedUntil) throw new DomainError('too-many-attempts', { params: { retryAfter: Math.ceil((pausedUntil.getTime() - now.getTime()) / 1_000) } });
    let isMiss = false;
    try {
      return await this.transactions.runOnce(call, async () => this.find(request, now));
    } catch (error) {
      isMiss = error instanceof DomainError && error.code === 'not-found';
      throw error;
    } finally {
      if (!isMiss) await this.misses.giveBack(accountId, searchId);
    }
  }

  private async find({ accountId, masterId, customerNumberType, customerNumber, isMobileAuthorized }: Request, now: Date): Promise<Reply> {
    const isReachable = await this.given.isReachable(masterId, customerNumber, now);
    const isFound = customerNumberType === 'MOBILE' ? isMobileAuthorized : isReachable;
    if (!isFound || masterId === accountId) throw new DomainError('not-found');
    const { candidateId, saves } = await this.own.open(accountId, masterId, now);
    return { candidate: { candidateId, ...(await this.own.person(masterId)) }, save: saves };
  }
}
