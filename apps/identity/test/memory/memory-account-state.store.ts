import type { Account } from '../../src/domain/account.js';
import { leftLocked, type AccountState } from '../../src/domain/account-locks.js';
import { may } from '../../src/domain/account-status.policy.js';
import { AccountStateStore } from '../../src/domain/account-state.store.js';
import type { MemoryDatabase } from './memory-database.js';

export class MemoryAccountStateStore extends AccountStateStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async change(id: string, version: number, { lockedBy, ...state }: AccountState & { triesForgivenAt?: Date }): Promise<Account | undefined> {
    const known = this.database.accounts.get(id);
    if (known?.version !== version) return undefined;
    const { lockedBy: _lockedBy, ...account } = known;
    const changed: Account = { ...account, ...state, ...(lockedBy.length > 0 && { lockedBy }), version: version + 1 };
    this.database.accounts.set(id, changed);
    return changed;
  }

  async leaveSubordinates(superiorId: string): Promise<string[]> {
    const subordinates = [...this.database.accounts.values()].filter((account) => account.superiorId === superiorId && may(account.status, 'CLOSE'));
    for (const { superiorId: _superiorId, ...left } of subordinates) {
      this.database.accounts.set(left.id, { ...left, ...(left.lockedBy && { lockedBy: leftLocked(left.lockedBy) }), version: left.version + 1 });
    }
    return subordinates.map(({ id }) => id);
  }
}
