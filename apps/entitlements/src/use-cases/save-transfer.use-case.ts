import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, saveTransfer } from '#libs/contracts';
import { type Call, newId } from '#libs/kernel';
import type { Grant } from '../domain/grant.js';
import { TRANSFERABLE } from '../domain/right.js';
import { SharingPolicy } from '../domain/sharing.policy.js';
import { OwnShares } from './own-shares.js';
import { type Saving, ShareSaver } from './share-saver.js';

/** Capability 8: the whole ticked set of contracts that one master administrator transfers to another. */
@Injectable()
export class SaveTransferUseCase {
  constructor(
    private readonly own: OwnShares,
    private readonly saver: ShareSaver,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `validation-failed` (`not-held`), `limit-reached` */
  async execute({ accountId, candidateId, accessNumbers, ifMatch, origin }: RequestOf<typeof saveTransfer>, call: Call): Promise<ReplyOf<typeof saveTransfer>> {
    const { receiverId } = await this.own.ofCandidate(accountId, candidateId);
    const saving: Saving = {
      giverId: accountId, receiverId, accessNumbers, expected: ifMatch, origin, what: 'transfer.saved',
      faults: async (known, { now }, tx) => {
        // Taking back works whatever has become of the receiver.
        if (accessNumbers.length > 0) await this.own.assertOpen(tx, receiverId);
        const policy = new SharingPolicy(now);
        return accessNumbers.flatMap((accessNumber, index) => (policy.mayTransfer(known.get(accessNumber), accountId) ? [] : [{ field: `accessNumbers.${index}`, rule: 'not-held' }]));
      },
      // What it gives is derived: whatever of this the giver holds at any moment.
      grant: (_accessNumber, granted, since): Grant => granted ?? { id: newId(), via: 'TRANSFER', by: accountId, to: receiverId, rights: [...TRANSFERABLE], since },
    };
    const save = await this.saver.save(saving, call);
    return { candidate: { candidateId, ...(await this.own.person(receiverId)) }, save };
  }
}
