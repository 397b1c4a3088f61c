import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';
import type { SubAdministrator, Subordinate } from './sub-administrator.js';

/** The sub-administrators of one master administrator, their superior. Those of others do not exist here, nor do closed ones but where it says so. */
export abstract class SubAdministratorStore {
  /** Newest first; `before` is the id of the last one already seen. */
  abstract listOf(superiorId: string, page: { limit: number; before?: string }): Promise<SubAdministrator[]>;
  abstract findOf(superiorId: string, id: string, tx?: Transaction): Promise<Account | undefined>;
  /** As `findOf`, and closed ones as well. */
  abstract findEvenClosedOf(superiorId: string, id: string, tx: Transaction): Promise<Account | undefined>;
  /** Adds one if its superior then has no more than `most`, however many are added at the same moment; false otherwise. */
  abstract add(account: Subordinate, most: number, tx: Transaction): Promise<boolean>;
}
