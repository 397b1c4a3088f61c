import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';
import type { SubAdministrator, Subordinate } from './sub-administrator.js';

/** The sub-administrators of one master administrator, their superior. Closed ones and those of others do not exist here. */
export abstract class SubAdministratorStore {
  /** Newest first; `before` is the id of the last one already seen. */
  abstract listOf(superiorId: string, page: { limit: number; before?: string }): Promise<SubAdministrator[]>;
  abstract findOf(superiorId: string, id: string, tx?: Transaction): Promise<Account | undefined>;
  /** Adds one if its superior then has no more than `most`, however many are added at the same moment; false otherwise. */
  abstract add(account: Subordinate, most: number, tx: Transaction): Promise<boolean>;
}
