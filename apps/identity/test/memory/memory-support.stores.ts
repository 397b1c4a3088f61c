import type { Account } from '../../src/domain/account.js';
import { may } from '../../src/domain/account-status.policy.js';
import { StaffMemberStore } from '../../src/domain/staff-member.store.js';
import { isNewerWord, type StaffWord } from '../../src/domain/support-agent.js';
import { SupportStore, type AccountSought, type SupportReach } from '../../src/domain/support.store.js';
import { usernameKey } from '../../src/domain/username.policy.js';
import type { MemoryDatabase } from './memory-database.js';

export class MemoryStaffMemberStore extends StaffMemberStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async recordWord(staffNumber: string, word: StaffWord): Promise<boolean> {
    if (!isNewerWord(word, this.database.staffWords.get(staffNumber))) return false;
    this.database.staffWords.set(staffNumber, word);
    return true;
  }

  async findAccount(staffNumber: string): Promise<Account | undefined> {
    return [...this.database.accounts.values()].find((account) => account.staffNumber === staffNumber && may(account.status, 'CLOSE'));
  }
}

export class MemorySupportStore extends SupportStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async search(sought: AccountSought, reach: SupportReach, { limit, before }: { limit: number; before?: string }): Promise<Account[]> {
    const found = [...this.database.accounts.values()].filter((account) => isSought(account, sought) && isWithin(account, reach) && !(before && account.id >= before));
    return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  }

  async findWithin(reach: SupportReach, id: string): Promise<Account | undefined> {
    const account = this.database.accounts.get(id);
    return account && isWithin(account, reach) ? account : undefined;
  }
}

function isSought(account: Account, sought: AccountSought): boolean {
  if ('username' in sought) return account.username !== undefined && usernameKey(account.username) === usernameKey(sought.username);
  return 'email' in sought ? account.email === sought.email : account.customerNumber === sought.customerNumber;
}

const isWithin = ({ role }: Account, reach: SupportReach): boolean => reach === 'EVERYBODY' || role !== 'SUPPORT_AGENT';
