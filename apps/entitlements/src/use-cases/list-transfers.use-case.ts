import { Injectable } from '@nestjs/common';
import type { listTransfers, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError } from '#libs/kernel';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import { candidateIn, type Direction } from '../domain/share.js';
import { ShareStore } from '../domain/share.store.js';
import { GivenContractStore, type TransferPartner } from '../domain/given-contract.store.js';
import { personOf } from './own-shares.js';

/** Access numbers that one page names: its answer must fit into one message of the bus. */
const MOST_NAMED = 10_000;

/** Capability 8: with whom contracts are shared. */
@Injectable()
export class ListTransfersUseCase {
  constructor(
    private readonly given: GivenContractStore,
    private readonly shares: ShareStore,
    private readonly accounts: AccountCopyStore,
    private readonly clock: Clock,
  ) {}

  async execute({ accountId, direction, limit, cursor }: RequestOf<typeof listTransfers>): Promise<ReplyOf<typeof listTransfers>> {
    const after = cursor && (await this.partnerOf(accountId, cursor, direction));
    const found = await this.given.listPartners(accountId, direction, { limit: limit + 1, after }, this.clock.now());
    const shown = fitting(found.slice(0, limit));
    const ids = shown.map(({ partnerId }) => partnerId);
    const [shares, people] = await Promise.all([this.shares.listOf(accountId, direction, ids), this.accounts.findMany(ids)]);
    const items = shown.flatMap(({ partnerId, accessNumbers, since }) => {
      const share = shares.get(partnerId);
      return share ? [{ candidateId: candidateIn(share, direction), ...personOf(people.get(partnerId)), accessNumbers, since: since.toISOString() }] : [];
    });
    return { items, nextCursor: found.length > shown.length ? items.at(-1)!.candidateId : null };
  }

  /** The last one of a page is named as the caller knows them. @throws DomainError `not-found` */
  private async partnerOf(accountId: string, candidateId: string, direction: Direction): Promise<string> {
    const share = await this.shares.findByCandidate(candidateId, direction);
    const [own, partnerId] = direction === 'GIVEN' ? [share?.giverId, share?.receiverId] : [share?.receiverId, share?.giverId];
    if (partnerId === undefined || own !== accountId) throw new DomainError('not-found');
    return partnerId;
  }
}

/** At least one, and as many as the answer has room for. */
function fitting(partners: TransferPartner[]): TransferPartner[] {
  let named = 0;
  return partners.filter(({ accessNumbers }, index) => (named += accessNumbers.length) <= MOST_NAMED || index === 0);
}
