import { Injectable } from '@nestjs/common';
import type { Actor, Transaction } from '#libs/kernel';
import { invitedMaster, withNewerForm, type Account, type RegistrationForm } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { ContractStore } from '../domain/contract.store.js';
import { afterWaiting, outcomeOf, RegistrationTimes, type Registration } from '../domain/registration.js';
import { RegistrationStore } from '../domain/registration.store.js';
import { ActivationCodeSender } from './activation-code-sender.js';
import { registrationFact } from './registration-facts.js';

const APPLICANT: Actor = { kind: 'SELF' };
const SYSTEM: Actor = { kind: 'SYSTEM' };

/** Decides registrations (capability 1), when they come and while they wait for their contract. */
@Injectable()
export class Registrar {
  constructor(
    private readonly accounts: AccountStore,
    private readonly contracts: ContractStore,
    private readonly registrations: RegistrationStore,
    private readonly times: RegistrationTimes,
    private readonly codes: ActivationCodeSender,
  ) {}

  async receive(form: RegistrationForm, now: Date, tx: Transaction): Promise<void> {
    const registration = this.times.start(form, now);
    tx.emit(registrationFact('requested', registration, APPLICANT));
    await this.registrations.add(await this.decide(registration, now, tx), tx);
  }

  /** Looks again at one that waits: its contract may be known, or its time over. */
  async revisit(registration: Registration, now: Date, tx: Transaction): Promise<void> {
    const decided = now < registration.expiresAt ? await this.decide(registration, now, tx) : registration;
    const next = decided.state === 'WAITING' ? afterWaiting(decided, now) : decided;
    if (next.pendingTold && !registration.pendingTold) tx.emit(registrationFact('pending', next, SYSTEM));
    await this.registrations.update(next, tx);
  }

  private async decide(registration: Registration, now: Date, tx: Transaction): Promise<Registration> {
    const { form, version } = registration;
    await this.contracts.lockCustomers([form.customerNumber], tx);
    const account = await this.accounts.findMaster(form.email, tx);
    switch (outcomeOf(account?.status, await this.contracts.hasSuitable(form.customerNumber, now, tx))) {
      case 'WAIT':
        return registration;
      case 'REFUSE': {
        const refused: Registration = { ...registration, state: 'REFUSED', version: version + 1 };
        tx.emit(registrationFact('refused-existing', refused, APPLICANT));
        return refused;
      }
      case 'INVITE':
        await this.codes.send(await this.invite(account, form, now, tx), APPLICANT, now, tx);
        return { ...registration, state: 'INVITED', version: version + 1 };
    }
  }

  private async invite(account: Account | undefined, form: RegistrationForm, now: Date, tx: Transaction): Promise<Account> {
    const invited = account ? withNewerForm(account, form) : invitedMaster(form, now);
    if (account) await this.accounts.renewInvitation(invited, tx);
    else await this.accounts.add(invited, tx);
    return invited;
  }
}
