import { Injectable } from '@nestjs/common';
import { accountClosed, accountLocked, accountUnlocked, fact, type StateChangeReason } from '#libs/contracts';
import { DomainError, type Actor, type RequestOrigin, type Transaction } from '#libs/kernel';
import type { Account, Locker } from '../domain/account.js';
import { closed, forgivesTries, isSameState, locked, unlocked, type AccountState } from '../domain/account-locks.js';
import { AccountStateStore } from '../domain/account-state.store.js';
import { ActivationCodeStore } from '../domain/activation-code.store.js';
import { EmailChangeStore } from '../domain/email-change.store.js';
import { SessionEnder } from './session-ender.js';

/** An act on the state of an account: whose, from where, when, and in whose words why. */
export interface StateAct {
  actor: Actor;
  now: Date;
  origin?: RequestOrigin | undefined;
  /** Why, as the hotline or an operator said: such an act is on record even when it changes nothing. */
  words?: string;
}

const CHANGES = {
  'account.locked': { contract: accountLocked, wanted: 'LOCKED' },
  'account.unlocked': { contract: accountUnlocked, wanted: 'ACTIVE' },
  'account.closed': { contract: accountClosed, wanted: 'CLOSED' },
} as const;

/**
 * The only way in which accounts are locked, unlocked and closed, whoever does it. Repeating changes nothing, and only hands the fact of the
 * first time to the call again. Each returns the account after.
 * All of them throw `not-found` for an account that cannot be in that state, and `service-unavailable` when somebody else changed it meanwhile.
 */
@Injectable()
export class AccountStates {
  constructor(
    private readonly states: AccountStateStore,
    private readonly sessions: SessionEnder,
    private readonly codes: ActivationCodeStore,
    private readonly emailChanges: EmailChangeStore,
  ) {}

  /** Signs the holder out everywhere, at once. */
  async lock(account: Account, by: Locker, act: StateAct, tx: Transaction): Promise<Account> {
    const after = await this.write(account, locked(account, by), tx);
    await tell('account.locked', account, after, by, act, tx);
    await this.endSessions(account.id, act, tx);
    return after;
  }

  /** Lifts what `by` may lift, and no more: the account may stay locked. The hotline and operators forgive wrong passwords, too. */
  async unlock(account: Account, by: Locker, act: StateAct, tx: Transaction): Promise<Account> {
    const after = await this.write(account, unlocked(account, by), tx, forgivesTries(by) ? act.now : undefined);
    await tell('account.unlocked', account, after, by, act, tx);
    return after;
  }

  /** For good. Everything that waits for the holder ends; who is below a master stays, without a superior. */
  async close(account: Account, reason: StateChangeReason, act: StateAct, tx: Transaction): Promise<Account> {
    const after = account.status === 'CLOSED' ? account : await this.write(account, closed(account), tx);
    await tell('account.closed', account, after, reason, act, tx);
    if (after === account) return account;
    await this.endSessions(account.id, act, tx);
    await this.codes.endAll(account.id, act.now, tx);
    await this.emailChanges.withdraw(account.id, tx);
    await this.leaveSubordinates(account.id, act, tx);
    const { pendingEmail: _pendingEmail, ...settled } = after;
    return settled;
  }

  private async leaveSubordinates(superiorId: string, { actor }: StateAct, tx: Transaction): Promise<void> {
    const left = await this.states.leaveSubordinates(superiorId, tx);
    for (const accountId of left) tx.audit({ action: 'superior.left', accountId, actor, details: { superiorId } });
  }

  private async write(account: Account, state: AccountState | undefined, tx: Transaction, triesForgivenAt?: Date): Promise<Account> {
    if (!state) throw new DomainError('not-found');
    if (isSameState(account, state) && !triesForgivenAt) return account;
    const after = await this.states.change(account.id, account.version, { ...state, ...(triesForgivenAt && { triesForgivenAt }) }, tx);
    if (!after) throw new DomainError('service-unavailable');
    return after;
  }

  private async endSessions(accountId: string, { actor, origin }: StateAct, tx: Transaction): Promise<void> {
    await this.sessions.endAll(accountId, { reason: 'LOCKED', actor, origin }, tx);
  }
}

/** Others hear of a new state, the holder of every act. */
async function tell(action: keyof typeof CHANGES, before: Account, after: Account, reason: StateChangeReason, { actor, origin, words }: StateAct, tx: Transaction): Promise<void> {
  const { id: accountId, role, version, status } = after;
  const { contract, wanted } = CHANGES[action];
  if (status !== before.status) tx.emit(fact(contract, version, { actor, accountId, role, reason }));
  // Whoever repeats the act may have been refused because others could not show it yet.
  else if (status === wanted) await tx.recall(contract.type, accountId);
  if (after === before && words === undefined) return;
  tx.audit({ action, accountId, actor, ...(origin && { origin }), details: { reason: words ?? reason, status } });
}
