import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';
import type { StaffWord } from './support-agent.js';

/** Staff numbers: the newest word on each, and the account that it has. */
export abstract class StaffMemberStore {
  /** Remembers the word if it is newer than what is known of this staff number; false when it is not. */
  abstract recordWord(staffNumber: string, word: StaffWord, tx: Transaction): Promise<boolean>;
  /** The account that is not closed; there is at most one. */
  abstract findAccount(staffNumber: string, tx: Transaction): Promise<Account | undefined>;
}
