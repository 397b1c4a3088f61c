import { Injectable } from '@nestjs/common';
import { fact, oneTimeCodeRequested, otpCodeDelivery, type SignInChallenge } from '#libs/contracts';
import { Clock, DomainError, Transactions, type Actor, type Call, type RequestOrigin } from '#libs/kernel';
import type { SignInAccount } from '../domain/account.store.js';
import { SignInCodes } from '../domain/one-time-digits.js';
import { newChallenge } from '../domain/sign-in-challenge.js';
import { SignInChallengeStore } from '../domain/sign-in-challenge.store.js';
import { DigitsSender } from './digits-sender.js';

/** Asks for the second thing that a sign-in in the OTP procedure needs: eight digits, sent to the address on file. */
@Injectable()
export class SignInChallenger {
  constructor(
    private readonly transactions: Transactions,
    private readonly challenges: SignInChallengeStore,
    private readonly codes: SignInCodes,
    private readonly sender: DigitsSender,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `too-many-attempts`; `invalid-credentials` when the account changed since the password was compared */
  async challenge({ id: accountId, passwordHashes: [passwordHash] }: SignInAccount, origin: RequestOrigin, call: Call): Promise<SignInChallenge> {
    const now = this.clock.now();
    const { digits, challenge } = newChallenge(accountId, passwordHash!, this.codes, now);
    const expiresAt = challenge.expiresAt.toISOString();
    await this.transactions.run(call, async (tx) => {
      await this.sender.admit('SIGN_IN_CODE', [accountId], now, tx);
      const account = await this.challenges.begin(challenge, passwordHash!, tx);
      if (!account) throw new DomainError('invalid-credentials');
      await this.sender.send(account, { contract: otpCodeDelivery, to: account.email, digits, expiresAt: challenge.expiresAt }, tx);
      const actor: Actor = { kind: 'SELF', accountId };
      tx.emit(fact(oneTimeCodeRequested, account.version, { actor, accountId, expiresAt }));
      tx.audit({ action: 'one-time-code.sent', accountId, actor, origin, details: { challengeId: challenge.id, expiresAt } });
    });
    return { challengeId: challenge.id, expiresAt };
  }
}
