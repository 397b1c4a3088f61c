import { newId, Transaction, Transactions, type AuditRow, type Call, type NewDelivery, type NewFact } from '#libs/kernel';
import type { AccountCopy } from '../../src/domain/account-copy.js';
import { AccountCopyStore, type Subordinate } from '../../src/domain/account-copy.store.js';

class MemoryTransaction extends Transaction {
  constructor(private readonly claimed: Set<string>) {
    super();
  }

  emit(_fact: NewFact): void {}

  async recall(): Promise<void> {}

  deliver(_delivery: NewDelivery): string {
    return newId();
  }

  audit(_row: AuditRow): void {}

  async claim(messageId: string): Promise<boolean> {
    const isNew = !this.claimed.has(messageId);
    this.claimed.add(messageId);
    return isNew;
  }
}

/** For work that does not fail. */
export class MemoryTransactions extends Transactions {
  private readonly claimed = new Set<string>();

  run<T>(_call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return work(new MemoryTransaction(this.claimed));
  }

  runOnce<T extends object>(call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.run(call, work);
  }
}

export class MemoryAccountCopyStore extends AccountCopyStore {
  private readonly accounts = new Map<string, AccountCopy>();

  async find(_tx: Transaction, accountId: string): Promise<AccountCopy | undefined> {
    return this.accounts.get(accountId);
  }

  async put(_tx: Transaction, copy: AccountCopy): Promise<void> {
    this.accounts.set(copy.accountId, copy);
  }

  async countBelow(_tx: Transaction, superiorId: string): Promise<number> {
    return this.subordinates().filter(({ superior }) => superior?.accountId === superiorId).length;
  }

  async listSubordinates({ limit, after }: { limit: number; after?: string }): Promise<Subordinate[]> {
    const behind = this.subordinates().filter(({ accountId }) => !after || accountId > after).sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
    return behind.slice(0, limit).map((account) => {
      const above = this.accounts.get(account.superior?.accountId ?? '');
      return { account, ...(above && { above }) };
    });
  }

  private subordinates(): AccountCopy[] {
    return [...this.accounts.values()].filter(({ role, state }) => role?.name === 'SUB_ADMINISTRATOR' && state?.status !== 'CLOSED');
  }
}
