import { Injectable } from '@nestjs/common';
import { DomainError } from '#libs/kernel';
import { passwordVariantOf } from '../domain/account.js';
import type { PasswordHolder } from '../domain/account.store.js';
import { PasswordHasher } from '../domain/password-hasher.js';
import { brokenPasswordRules } from '../domain/password.policy.js';

export interface ChosenPassword {
  password: string;
  /** Where in the request it stands: the field of broken rules. */
  field: string;
  /** The current password, where it has just been shown to be right: compared as text, it costs no hash. */
  current?: string;
}

/** A password that somebody chooses for an account which has one. */
@Injectable()
export class NewPassword {
  constructor(private readonly passwords: PasswordHasher) {}

  /**
   * The hash of a password that breaks no rule. Computes up to six hashes, so only inside of `PasswordHasher.admit` and outside of transactions.
   * @throws DomainError `password-policy` with every broken rule by name
   */
  async hashOf(chosen: ChosenPassword, holder: PasswordHolder): Promise<string> {
    const { password, field } = chosen;
    const errors = brokenPasswordRules(password, holder.username ?? '', passwordVariantOf(holder), field);
    if (await this.isRemembered(chosen, holder.passwordHashes)) errors.push({ field, rule: 'history' });
    if (errors.length > 0) throw new DomainError('password-policy', { errors });
    return this.passwords.hash(password);
  }

  /** One after the other, so that a change takes one lane at a time. */
  private async isRemembered({ password, current }: ChosenPassword, hashes: readonly string[]): Promise<boolean> {
    if (password === current) return true;
    for (const hash of current === undefined ? hashes : hashes.slice(1)) {
      if (await this.passwords.verify(hash, password)) return true;
    }
    return false;
  }
}
