import { newId, Transaction, Transactions, type AuditRow, type Call, type NewDelivery, type NewFact } from '#libs/kernel';
import type { AccountCopy } from '../../src/domain/account-copy.js';
import { AccountCopyStore, type Subordinate } from '../../src/domain/account-copy.store.js';

export class MemoryTransaction extends Transaction {
  /** What takes back the writes that a failing transaction has made; of those only that matter to somebody. */
  readonly undo: (() => void)[] = [];

  constructor(private readonly known: Pick<MemoryTransactions, 'claimed' | 'facts' | 'audits'>) {
    super();
  }

  emit(fact: NewFact): void {
    this.known.facts.push(fact);
  }

  async recall(): Promise<void> {}

  deliver(_delivery: NewDelivery): string {
    return newId();
  }

  audit(row: AuditRow): void {
    this.known.audits.push(row);
  }

  async claim(messageId: string): Promise<boolean> {
    const isNew = !this.known.claimed.has(messageId);
    this.known.claimed.add(messageId);
    return isNew;
  }
}

/** Of work that fails, facts and audit rows may remain. */
export class MemoryTransactions extends Transactions {
  readonly claimed = new Set<string>();
  readonly facts: NewFact[] = [];
  readonly audits: AuditRow[] = [];

  async run<T>(_call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const tx = new MemoryTransaction(this);
    try {
      return await work(tx);
    } catch (error) {
      for (const undo of tx.undo.reverse()) undo();
      throw error;
    }
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

  async findMany(accountIds: readonly string[]): Promise<Map<string, AccountCopy>> {
    return new Map(accountIds.flatMap((id) => (this.accounts.has(id) ? [[id, this.accounts.get(id)!] as const] : [])));
  }

  lock(tx: Transaction, accountId: string): Promise<AccountCopy | undefined> {
    return this.find(tx, accountId);
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
