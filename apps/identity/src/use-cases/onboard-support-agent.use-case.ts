import { Injectable } from '@nestjs/common';
import type { onboardSupportAgent, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError, newId, Transactions, type Actor, type Call, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { may } from '../domain/account-status.policy.js';
import { AccountStore } from '../domain/account.store.js';
import { StaffMemberStore } from '../domain/staff-member.store.js';
import { invitedAgent, withNewerWord, type StaffMember, type StaffWord } from '../domain/support-agent.js';
import { ActivationCodeSender } from './activation-code-sender.js';

type Member = RequestOf<typeof onboardSupportAgent>;
type Onboarding = ReplyOf<typeof onboardSupportAgent>;

/** Somebody works for the hotline from now on, on the word of the staff's systems or of an operator: an invited account and its code. */
@Injectable()
export class OnboardSupportAgentUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly staff: StaffMemberStore,
    private readonly accounts: AccountStore,
    private readonly codes: ActivationCodeSender,
    private readonly clock: Clock,
  ) {}

  /** `word`: when that was said; now, unless given. */
  async execute(member: Member, actor: Actor, call: Call, word?: StaffWord): Promise<Onboarding> {
    return this.transactions.run(call, async (tx) => {
      const said = word ?? { time: this.clock.now(), id: newId() };
      const isNews = (await tx.claim(said.id)) && (await this.staff.recordWord(member.staffNumber, said, tx));
      return isNews ? this.onboard(member, actor, tx) : { outcome: 'OUTDATED', accountId: null, expiresAt: null };
    });
  }

  private async onboard(member: Member, actor: Actor, tx: Transaction): Promise<Onboarding> {
    const now = this.clock.now();
    const known = await this.staff.findAccount(member.staffNumber, tx);
    if (known && !may(known.status, 'INVITE')) return { outcome: 'EXISTS', accountId: known.id, expiresAt: null };
    const account = await this.invite(known, member, now, tx);
    tx.audit({ action: 'support-agent.onboarded', accountId: account.id, actor, details: { staffNumber: member.staffNumber } });
    const expiresAt = await this.codes.send(account, actor, now, tx);
    return { outcome: known ? 'RENEWED' : 'INVITED', accountId: account.id, expiresAt: expiresAt.toISOString() };
  }

  private async invite(known: Account | undefined, member: StaffMember, now: Date, tx: Transaction): Promise<Account> {
    const invited = known ? withNewerWord(known, member) : invitedAgent(member, now);
    if (!known) await this.accounts.add(invited, tx);
    else if (!(await this.accounts.renewInvitation(invited, tx))) throw new DomainError('service-unavailable');
    return invited;
  }
}
