import { Injectable } from '@nestjs/common';
import type { reissueActivationCode, ReplyOf, RequestOf } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { may } from '../domain/account-status.policy.js';
import { MailQuotaStore } from '../domain/mail-quota.store.js';
import { SupportStore } from '../domain/support.store.js';
import { ActivationCodeSender } from './activation-code-sender.js';
import { SupportDesk, type Requester } from './support-desk.js';

/** A new activation code for somebody who is invited, to the address on file; older ones end. */
@Injectable()
export class ReissueActivationCodeUseCase {
  constructor(
    private readonly desk: SupportDesk,
    private readonly accounts: SupportStore,
    private readonly quotas: MailQuotaStore,
    private readonly codes: ActivationCodeSender,
  ) {}

  async execute({ invitedId, reason }: RequestOf<typeof reissueActivationCode>, requester: Requester, call: Call): Promise<ReplyOf<typeof reissueActivationCode>> {
    return this.desk.serve(requester, { name: 'activation-code-reissued', reason }, call, async (act, tx) => {
      const account = await this.accounts.findWithin(act.reach, invitedId, tx);
      if (!account || !may(account.status, 'INVITE')) throw new DomainError('not-found');
      await this.quotas.admit('SUPPORT_CODE', [account.email], act.now, tx);
      const expiresAt = await this.codes.send(account, act.actor, act.now, tx);
      act.record(account.id, tx);
      return { expiresAt: expiresAt.toISOString() };
    });
  }
}
