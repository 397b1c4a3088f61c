import { Injectable } from '@nestjs/common';
import { fact, usernameChanged, type changeUsername, type ReplyOf, type RequestOf } from '#libs/contracts';
import { Clock, DomainError, Transactions, type Actor, type Call } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { sharesWithUsername } from '../domain/password.policy.js';
import { brokenUsernameRules, normalizeUsername } from '../domain/username.policy.js';
import { CurrentPassword } from './current-password.js';
import { describeMe } from './me.js';

type Request = RequestOf<typeof changeUsername>;

/** Capability 4: confirmed with the current password. The former name is kept for its owner for a while. */
@Injectable()
export class ChangeUsernameUseCase {
  constructor(
    private readonly current: CurrentPassword,
    private readonly accounts: AccountStore,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async execute(request: Request, call: Call): Promise<ReplyOf<typeof changeUsername>> {
    const username = normalizeUsername(request.newUsername);
    const errors = brokenUsernameRules(username, 'newUsername');
    if (errors.length > 0) throw new DomainError('validation-failed', { errors });
    return this.current.confirmed(request, async (account) => {
      if (username === account.username) return describeMe(account);
      if (sharesWithUsername(request.currentPassword, username)) throw new DomainError('password-policy', { errors: [{ field: 'newUsername', rule: 'username' }] });
      return describeMe(await this.rename(account, username, request, call));
    });
  }

  private rename(judged: Account, username: string, request: Request, call: Call): Promise<Account> {
    const accountId = judged.id;
    const actor: Actor = { kind: 'SELF', accountId };
    return this.transactions.run(call, async (tx) => {
      const renamed = await this.accounts.changeUsername(judged, { username, at: this.clock.now() }, tx);
      await this.current.assertSignedIn(request, tx);
      // Another password took the place of the one that was right.
      if (!renamed) throw new DomainError('current-password-wrong');
      tx.emit(fact(usernameChanged, renamed.version, { actor, accountId }));
      tx.audit({ action: 'username.changed', accountId, actor, origin: request.origin });
      return renamed;
    });
  }
}
