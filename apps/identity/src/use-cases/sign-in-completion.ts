import { Injectable } from '@nestjs/common';
import type { OpenedSession, Origin } from '#libs/contracts';
import { DomainError, Transactions, type Call, type Transaction } from '#libs/kernel';
import { contactDataRequired } from '../domain/account.js';
import { AccountStore, type SignInAccount } from '../domain/account.store.js';
import { SessionOpener } from './session-opener.js';
import { SignInThrottleGuard } from './sign-in-throttle-guard.js';

/** Opens the session of somebody who has shown everything that a sign-in asks for. Only this forgives the wrong tries before. */
@Injectable()
export class SignInCompletion {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessions: SessionOpener,
    private readonly transactions: Transactions,
    private readonly throttle: SignInThrottleGuard,
  ) {}

  /** `spend`: what else must happen with it, or it does not happen. */
  complete(account: SignInAccount, username: string, origin: Origin, call: Call, spend?: (tx: Transaction) => Promise<void>): Promise<OpenedSession> {
    const throttleKey = this.throttle.originOf(username, origin.ipPrefix);
    const session = this.sessions.prepare(account, origin);
    const signIn = { origin: throttleKey, at: session.createdAt };
    const opened = this.transactions.run(call, async (tx) => {
      await spend?.(tx);
      // Nobody is signed in who was locked or given another password since the account was read.
      const noted = await this.accounts.recordSignIn(account.id, account.passwordHashes[0]!, signIn, tx);
      if (!noted) throw new DomainError('invalid-credentials');
      // The contact data may have been completed since the account was read.
      return this.sessions.open({ ...session, contactDataRequired: contactDataRequired({ ...account, ...noted }) }, noted.signInCount, tx);
    });
    return opened.catch((error: unknown) => {
      // Nobody waits for it.
      if (error instanceof DomainError && error.code === 'service-unavailable') void this.throttle.forgive(throttleKey, signIn.at);
      throw error;
    });
  }
}
