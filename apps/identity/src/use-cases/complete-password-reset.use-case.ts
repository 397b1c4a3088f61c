import { Injectable } from '@nestjs/common';
import { fact, passwordChanged, type completePasswordReset, type ReplyOf, type RequestOf } from '#libs/contracts';
import { Transactions, type Actor, type Call } from '#libs/kernel';
import { PasswordHasher } from '../domain/password-hasher.js';
import { NewPassword } from './new-password.js';
import { PasswordResets } from './password-resets.js';
import { SessionEnder } from './session-ender.js';

/** Forgotten password, second step. Signs nobody in, and unlocks no account. */
@Injectable()
export class CompletePasswordResetUseCase {
  constructor(
    private readonly resets: PasswordResets,
    private readonly passwords: PasswordHasher,
    private readonly newPassword: NewPassword,
    private readonly sessions: SessionEnder,
    private readonly transactions: Transactions,
  ) {}

  async execute({ resetToken, newPassword: password, origin }: RequestOf<typeof completePasswordReset>, call: Call): Promise<ReplyOf<typeof completePasswordReset>> {
    // Nothing is hashed for a token that is worth nothing, and nothing is spent by a password that breaks the rules.
    const claim = await this.resets.read(resetToken);
    const newHash = await this.passwords.admit(() => this.newPassword.hashOf({ password, field: 'newPassword' }, claim.account));
    await this.transactions.run(call, async (tx) => {
      const { id: accountId, version } = await this.resets.complete(claim, newHash, tx);
      const actor: Actor = { kind: 'SELF', accountId };
      tx.emit(fact(passwordChanged, version, { actor, accountId }));
      tx.audit({ action: 'password-reset.completed', accountId, actor, origin });
      await this.sessions.endAll(accountId, { reason: 'PASSWORD', actor, origin }, tx);
    });
    return {};
  }
}
