import { Injectable } from '@nestjs/common';
import type { authorizeHandover, ReplyOf, RequestOf } from '#libs/contracts';
import { type Call, Clock, DomainError, Transactions } from '#libs/kernel';
import { AccountCopyStore } from '../domain/account-copy.store.js';
import { HandoverPolicy } from '../domain/handover.policy.js';
import { HeldContractStore } from '../domain/held-contract.store.js';

/** Capabilities 9 and 10: one click from a contract into the portals behind it. Who was led where is kept. */
@Injectable()
export class AuthorizeHandoverUseCase {
  private readonly policy = new HandoverPolicy();

  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: HeldContractStore,
    private readonly accounts: AccountCopyStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `target-not-available`, `customer-centre-not-linked`, `right-missing` */
  async execute({ accountId, accessNumber, target, origin }: RequestOf<typeof authorizeHandover>, call: Call): Promise<ReplyOf<typeof authorizeHandover>> {
    await this.transactions.run(call, async (tx) => {
      // Decides which refusal is told, nothing else. Who is not known yet has just been activated: sub-administrators are known here before they are invited.
      const role = (await this.accounts.find(tx, accountId))?.role?.name ?? 'MASTER_ADMINISTRATOR';
      const isMaster = role === 'MASTER_ADMINISTRATOR';
      const verdict = this.policy.decide(target, await this.contracts.find(accountId, accessNumber, this.clock.now()), isMaster);
      if (verdict !== 'authorized') throw new DomainError(verdict, verdict === 'customer-centre-not-linked' ? { params: { accessNumberToLink: accessNumber } } : {});
      tx.audit({ action: 'handover.authorized', actor: { kind: 'SELF', accountId }, accountId, origin, details: { accessNumber, target } });
    });
    return {};
  }
}
