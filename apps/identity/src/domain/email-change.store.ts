import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';
import type { EmailChange } from './email-change.js';

export abstract class EmailChangeStore {
  /** From now on the account waits for this change and for no older one; false when somebody changed the account since `version`. */
  abstract begin(change: EmailChange, version: number, tx: Transaction): Promise<boolean>;
  /** Counts a try by itself, before anything is compared; the change as it is afterwards. */
  abstract countTry(accountId: string): Promise<EmailChange | undefined>;
  /** Spends the code and gives the account its new address; undefined when somebody or the time was faster. @throws DomainError `email-taken` */
  abstract complete(change: EmailChange, now: Date, tx: Transaction): Promise<Account | undefined>;
  /** The account waits for no change any more; false when it did not. */
  abstract withdraw(accountId: string, tx: Transaction): Promise<boolean>;
}
