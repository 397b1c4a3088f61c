import { Injectable } from '@nestjs/common';
import { Clock, DomainError, Turns, type RequestOrigin, type Transaction } from '#libs/kernel';
import { may } from '../domain/account-status.policy.js';
import type { Account } from '../domain/account.js';
import { AccountStore, type Caller } from '../domain/account.store.js';
import { PasswordHasher } from '../domain/password-hasher.js';
import { SignInThrottleGuard } from './sign-in-throttle-guard.js';

/** What whoever is signed in confirms a change of the credentials with. */
export interface Confirmation extends Caller {
  currentPassword: string;
  origin: RequestOrigin;
}

/**
 * Changes that are confirmed with the current password. It is tried as at a sign-in: counted under the same keys before it is compared, so
 * that nobody who found an open session guesses more often here than there.
 */
@Injectable()
export class CurrentPassword {
  constructor(
    private readonly accounts: AccountStore,
    private readonly passwords: PasswordHasher,
    private readonly throttle: SignInThrottleGuard,
    private readonly clock: Clock,
    private readonly turns: Turns,
  ) {}

  /**
   * Runs `change`, which may hash too, when the password is right. Who finds no room to hash is turned away before anything is counted.
   * Changes of one account take turns: nobody fills the room of all others with their own.
   * @throws DomainError `token-invalid`, `too-many-attempts` with `retryAfter`, `current-password-wrong`; what `change` throws
   */
  confirmed<T>(confirmation: Confirmation, change: (account: Account) => Promise<T>): Promise<T> {
    return this.turns.take(confirmation.accountId, () => this.passwords.admit(async () => change(await this.authenticate(confirmation))));
  }

  /** For the transaction of the change: the session may have ended while hashes were computed. @throws DomainError `token-invalid` */
  async assertSignedIn(caller: Caller, tx: Transaction): Promise<void> {
    await this.signedIn(caller, tx);
  }

  private async authenticate(confirmation: Confirmation): Promise<Account> {
    const account = await this.signedIn(confirmation);
    const { username = '', passwordHashes } = account;
    const throttleKey = this.throttle.originOf(username, confirmation.origin.ipPrefix);
    await this.throttle.countTry(username, throttleKey, account);
    if (!(await this.passwords.verify(passwordHashes[0], confirmation.currentPassword))) {
      await this.throttle.countFailure(username, account);
      throw new DomainError('current-password-wrong');
    }
    await this.throttle.forgive(throttleKey, this.clock.now());
    return account;
  }

  private async signedIn(caller: Caller, tx?: Transaction): Promise<Account> {
    const account = await this.accounts.findSignedIn(caller, this.clock.now(), tx);
    if (!account || !may(account.status, 'SIGN_IN')) throw new DomainError('token-invalid');
    return account;
  }
}
