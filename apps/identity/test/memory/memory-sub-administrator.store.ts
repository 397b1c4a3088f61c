import type { Account } from '../../src/domain/account.js';
import { may } from '../../src/domain/account-status.policy.js';
import type { SubAdministrator, Subordinate } from '../../src/domain/sub-administrator.js';
import { SubAdministratorStore } from '../../src/domain/sub-administrator.store.js';
import type { MemoryDatabase } from './memory-database.js';

export class MemorySubAdministratorStore extends SubAdministratorStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async listOf(superiorId: string, { limit, before }: { limit: number; before?: string }): Promise<SubAdministrator[]> {
    const found = this.allOf(superiorId).filter(({ id }) => !(before && id >= before));
    return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  }

  async findOf(superiorId: string, id: string): Promise<Account | undefined> {
    return this.allOf(superiorId).find((account) => account.id === id);
  }

  async findEvenClosedOf(superiorId: string, id: string): Promise<Account | undefined> {
    const account = this.database.accounts.get(id);
    return account && this.isOf(superiorId, account) ? account : undefined;
  }

  async add(account: Subordinate, most: number): Promise<boolean> {
    if (this.allOf(account.superiorId).length >= most) return false;
    this.database.accounts.set(account.id, account);
    return true;
  }

  private allOf(superiorId: string): Account[] {
    return [...this.database.accounts.values()].filter((account) => this.isOf(superiorId, account) && may(account.status, 'CLOSE'));
  }

  /** What keeps the people of one master administrator from another. */
  protected isOf(superiorId: string, account: Account): boolean {
    return account.superiorId === superiorId;
  }
}
