import { Injectable } from '@nestjs/common';
import type { getAssignments, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { hasExpired } from '../domain/grant.js';
import { ShareStore } from '../domain/share.store.js';
import { GivenContractStore } from '../domain/given-contract.store.js';
import { OwnShares } from './own-shares.js';

/** Capability 11: what a sub-administrator is assigned now. */
@Injectable()
export class GetAssignmentsUseCase {
  constructor(
    private readonly own: OwnShares,
    private readonly shares: ShareStore,
    private readonly given: GivenContractStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` */
  async execute({ accountId, subAdministratorId }: RequestOf<typeof getAssignments>): Promise<ReplyOf<typeof getAssignments>> {
    await this.own.assertSubordinate(accountId, subAdministratorId);
    // The number first: what is saved between is shown under a number that is already stale, never the other way round.
    const saves = (await this.shares.find(accountId, subAdministratorId))?.saves ?? 0;
    const now = this.clock.now();
    const granted = [...(await this.given.listGrants(accountId, subAdministratorId))].filter(([, grant]) => !hasExpired(grant, now));
    const assignments = granted.map(([accessNumber, { rights, until }]) => ({ accessNumber, rights, ...(until && { expiresAt: until.toISOString() }) }));
    return { assignments, save: saves };
  }
}
