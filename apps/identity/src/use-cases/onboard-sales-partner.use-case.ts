import { Injectable } from '@nestjs/common';
import { contactDataChanged, fact } from '#libs/contracts';
import { Clock, DomainError, Transactions, type Actor, type Call, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { changesAfterActivation, invitedPartner, withNewerPartner, type SalesPartner } from '../domain/sales-partner.js';
import { SalesPartnerStore } from '../domain/sales-partner.store.js';
import { isNewer, type Stamp } from '../domain/stamp.js';
import { ActivationCodeSender } from './activation-code-sender.js';

const CRM: Actor = { kind: 'CRM' };

/**
 * The CRM has a sales partner (Vertriebspartner): they get an account and its activation code. Later facts of the same one correct it, and
 * bring them another account if it was closed meanwhile.
 */
@Injectable()
export class OnboardSalesPartnerUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly partners: SalesPartnerStore,
    private readonly accounts: AccountStore,
    private readonly codes: ActivationCodeSender,
    private readonly clock: Clock,
  ) {}

  async execute(partner: SalesPartner, stamp: Stamp, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(stamp.id))) return;
      const known = await this.partners.find(partner.partnerNumber, tx);
      if (known && !isNewer(stamp, known.stamp)) return;
      const account = known && (await this.partners.findAccount(known.accountId, tx));
      if (!account || account.status === 'CLOSED') return this.invite(partner, stamp, tx);
      await this.partners.record({ ...known, stamp }, tx);
      if (account.status === 'INVITED') await this.correctInvitation(account, partner, tx);
      else await this.update(account, partner, tx);
    });
  }

  private async invite(partner: SalesPartner, stamp: Stamp, tx: Transaction): Promise<void> {
    const { partnerNumber } = partner;
    const now = this.clock.now();
    const account = invitedPartner(partner, now);
    await this.partners.add({ partnerNumber, accountId: account.id, stamp }, account, tx);
    tx.audit({ action: 'sales-partner.onboarded', accountId: account.id, actor: CRM, details: { partnerNumber, otpProcedure: partner.otpProcedure } });
    await this.codes.send(account, CRM, now, tx);
  }

  /** The code that went to the older address must not open the account. */
  private async correctInvitation(account: Account, partner: SalesPartner, tx: Transaction): Promise<void> {
    const corrected = withNewerPartner(account, partner);
    await assertWritten(this.accounts.renewInvitation(corrected, tx));
    tx.audit({ action: 'sales-partner.corrected', accountId: account.id, actor: CRM, details: { partnerNumber: partner.partnerNumber } });
    if (corrected.email !== account.email) await this.codes.send(corrected, CRM, this.clock.now(), tx);
  }

  private async update(account: Account, partner: SalesPartner, tx: Transaction): Promise<void> {
    const changedFields = changesAfterActivation(account, partner);
    if (changedFields.length === 0) return;
    const { id: accountId, version, contact } = account;
    const { company, locale } = partner;
    await assertWritten(this.accounts.change(accountId, version, { contact: { ...contact, company }, locale }, tx));
    tx.emit(fact(contactDataChanged, version + 1, { actor: CRM, accountId, changedFields, company, locale }));
    tx.audit({ action: 'contact-data.changed', accountId, actor: CRM, details: { changedFields } });
  }
}

/** Somebody else was faster: the fact comes again. */
async function assertWritten(written: Promise<boolean>): Promise<void> {
  if (!(await written)) throw new DomainError('service-unavailable');
}
