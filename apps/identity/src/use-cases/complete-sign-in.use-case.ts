import { Injectable } from '@nestjs/common';
import type { completeSignIn, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError, type Call } from '#libs/kernel';
import { may } from '../domain/account-status.policy.js';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { refusalOf, SignInCodes } from '../domain/one-time-digits.js';
import { purposeOfSignIn } from '../domain/sign-in-challenge.js';
import { SignInChallengeStore } from '../domain/sign-in-challenge.store.js';
import { SignInCompletion } from './sign-in-completion.js';

type Request = RequestOf<typeof completeSignIn>;

/** Capability 3 in the OTP procedure, second step. A challenge that nobody was given takes the same way as one whose code is wrong. */
@Injectable()
export class CompleteSignInUseCase {
  constructor(
    private readonly challenges: SignInChallengeStore,
    private readonly codes: SignInCodes,
    private readonly accounts: AccountStore,
    private readonly completion: SignInCompletion,
    private readonly clock: Clock,
  ) {}

  async execute(request: Request, call: Call): Promise<ReplyOf<typeof completeSignIn>> {
    const { challengeId, origin } = request;
    const account = await this.answeredBy(request);
    if (!may(account.status, 'SIGN_IN')) throw new DomainError('account-locked');
    return this.completion.complete(account, account.username ?? '', origin, call, async (tx) => {
      if (!(await this.challenges.spend(challengeId, this.clock.now(), tx))) throw new DomainError('code-used');
    });
  }

  /** Whose challenge the code answers. */
  private async answeredBy({ challengeId, code }: Request): Promise<Account> {
    const challenge = await this.challenges.countTry(challengeId, this.clock.now());
    const account = await this.accounts.find(challenge.accountId);
    const typedHash = this.codes.hashOf(code, purposeOfSignIn(challengeId, account?.passwordHashes[0] ?? ''));
    const refusal = refusalOf(challenge, typedHash, this.clock.now());
    if (refusal) throw refusal;
    if (!account || account.status === 'CLOSED') throw new DomainError('code-invalid');
    return account;
  }
}
