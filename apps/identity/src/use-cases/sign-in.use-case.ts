import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, signIn } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { AccountStore, type SignInAccount } from '../domain/account.store.js';
import { may } from '../domain/account-status.policy.js';
import { PasswordHasher } from '../domain/password-hasher.js';
import { SignInChallenger } from './sign-in-challenger.js';
import { SignInCompletion } from './sign-in-completion.js';
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
    private readonly completion: SignInCompletion,
    private readonly challenger: SignInChallenger,
  ) {}

  /** Who finds no room to hash is turned away before anything is counted. */
  execute(request: Request, call: Call): Promise<Reply> {
    return this.passwords.admit(() => this.signIn(request, call));
  }

  private async signIn({ username, password, origin }: Request, call: Call): Promise<Reply> {
    const account = await this.authenticate(username, password, this.throttle.originOf(username, origin.ipPrefix));
    // In the OTP procedure the right password alone opens nothing, and forgives nothing.
    return account.otpProcedure ? this.challenger.challenge(account, origin, call) : this.completion.complete(account, username, origin, call);
  }

  private async authenticate(username: string, password: string, throttleKey: string): Promise<SignInAccount> {
    const account = await this.accounts.findForSignIn(username);
    await this.throttle.countTry(username, throttleKey, account);
    const isRight = await this.passwords.verify(account?.passwordHashes[0], password);
    if (!account || !isRight) {
      await this.throttle.countFailure(username, account);
      throw new DomainError('invalid-credentials');
    }
    if (!may(account.status, 'SIGN_IN')) throw new DomainError('account-locked');
    return account;
  }
}
