import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, signIn } from '#libs/contracts';
import { DomainError, Transactions, type Call } from '#libs/kernel';
import { contactDataRequired } from '../domain/account.js';
import { AccountStore, type SignInAccount } from '../domain/account.store.js';
import { may } from '../domain/account-status.policy.js';
import { PasswordHasher } from '../domain/password-hasher.js';
import { SessionOpener } from './session-opener.js';
import { SignInThrottleGuard } from './sign-in-throttle-guard.js';

type Request = RequestOf<typeof signIn>;
type Reply = ReplyOf<typeof signIn>;

/** Capability 3. Unknown users, wrong passwords and locked accounts cannot be told apart without the right password. */
@Injectable()
export class SignInUseCase {
  constructor(
    private readonly throttle: SignInThrottleGuard,
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordHasher,
    private readonly sessions: SessionOpener,
    private readonly transactions: Transactions,
  ) {}

  /** Who finds no room to hash is turned away before anything is counted. */
  execute(request: Request, call: Call): Promise<Reply> {
    return this.passwords.admit(() => this.signIn(request, call));
  }

  private async signIn({ username, password, origin }: Request, call: Call): Promise<Reply> {
    const throttleKey = this.throttle.originOf(username, origin.ipPrefix);
    const account = await this.authenticate(username, password, throttleKey);
    const session = this.sessions.prepare(account, origin);
    const signIn = { origin: throttleKey, at: session.createdAt };
    const opened = this.transactions.run(call, async (tx) => {
      // Nobody is signed in who was locked or given another password since the account was read.
      const noted = await this.accounts.recordSignIn(account.id, account.passwordHashes[0]!, signIn, tx);
      if (!noted) throw new DomainError('invalid-credentials');
      // The contact data may have been completed since the account was read.
      return this.sessions.open({ ...session, contactDataRequired: contactDataRequired({ ...account, ...noted }) }, noted.signInCount, tx);
    });
    return opened.catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'service-unavailable') this.throttle.forgive(throttleKey, signIn.at);
      throw error;
    });
  }

  private async authenticate(username: string, password: string, throttleKey: string): Promise<SignInAccount> {
    const account = await this.accounts.findForSignIn(username);
    await this.throttle.countTry(username, throttleKey, account?.signIns ?? []);
    const isRight = await this.passwords.verify(account?.passwordHashes[0], password);
    if (!account || !isRight) {
      await this.throttle.countFailure(username);
      throw new DomainError('invalid-credentials');
    }
    if (!may(account.status, 'SIGN_IN')) throw new DomainError('account-locked');
    return account;
  }
}
