import type { Transaction } from '#libs/kernel';
import type { AccountCopy } from './account-copy.js';

/** A sub-administrator, and who is above as far as that is known. */
export interface Subordinate {
  account: AccountCopy;
  above?: AccountCopy;
}

export abstract class AccountCopyStore {
  abstract find(tx: Transaction, accountId: string): Promise<AccountCopy | undefined>;
  /** By account id; unknown ones are absent. */
  abstract findMany(accountIds: readonly string[]): Promise<Map<string, AccountCopy>>;
  /** Makes whoever changes the account at the same moment start again. */
  abstract lock(tx: Transaction, accountId: string): Promise<AccountCopy | undefined>;
  abstract put(tx: Transaction, copy: AccountCopy): Promise<void>;
  /** Sub-administrators below this account that are not closed. */
  abstract countBelow(tx: Transaction, superiorId: string): Promise<number>;
  /** Sub-administrators that are not closed, by id; `after` is the id of the last one already seen. */
  abstract listSubordinates(page: { limit: number; after?: string }): Promise<Subordinate[]>;
}
