import type { Account } from '../../src/domain/account.js';
import { may } from '../../src/domain/account-status.policy.js';
import { ForgottenStore, type Remembered } from '../../src/domain/forgotten.store.js';
import type { PasswordReset } from '../../src/domain/password-reset.js';
import { PasswordResetStore } from '../../src/domain/password-reset.store.js';
import { usernameKey } from '../../src/domain/username.policy.js';
import type { MemoryDatabase } from './memory-database.js';

export class MemoryForgottenStore extends ForgottenStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async find(remembered: Remembered, limit: number): Promise<Account[]> {
    const found = [...this.database.accounts.values()].filter((account) => account.username !== undefined && may(account.status, 'RECOVER') && fits(account, remembered));
    const isMaster = ({ role }: Account) => Number(role === 'MASTER_ADMINISTRATOR');
    return found.sort((a, b) => isMaster(b) - isMaster(a) || (a.id < b.id ? 1 : -1)).slice(0, limit);
  }

  async noteRequest(accounts: Account[]): Promise<Account[]> {
    const noted = accounts.map((account) => ({ ...account, version: account.version + 1 }));
    for (const account of noted) this.database.accounts.set(account.id, account);
    return noted;
  }
}

export class MemoryPasswordResetStore extends PasswordResetStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async add(resets: PasswordReset[]): Promise<void> {
    for (const reset of resets) this.database.passwordResets.set(reset.hash, reset);
  }

  async find(hash: string): Promise<PasswordReset | undefined> {
    return this.database.passwordResets.get(hash);
  }

  async spend(hash: string, now: Date): Promise<boolean> {
    const reset = this.database.passwordResets.get(hash);
    if (!reset || reset.usedAt || now >= reset.expiresAt) return false;
    this.database.passwordResets.set(hash, { ...reset, usedAt: now });
    return true;
  }
}

const fits = ({ email, username = '' }: Account, remembered: Remembered): boolean =>
  'email' in remembered ? email === remembered.email : usernameKey(username) === usernameKey(remembered.username);
