import type { Transaction } from '#libs/kernel';

export type Role = 'MASTER_ADMINISTRATOR' | 'SUB_ADMINISTRATOR' | 'SALES_PARTNER' | 'SUPPORT_AGENT';

/** What identity said last of an account. */
export interface AccountCopy {
  accountId: string;
  /** Absent until the activation is known: its change of contact data may overtake it. */
  person?: { role: Role; firstName: string; lastName: string; superiorId?: string };
  /** `sequence` is the version of the account there that said so. */
  company?: { name: string; sequence: number };
}

export abstract class AccountCopyStore {
  abstract find(tx: Transaction, accountId: string): Promise<AccountCopy | undefined>;
  abstract put(tx: Transaction, copy: AccountCopy): Promise<void>;
}
