import type { Transaction } from '#libs/kernel';
import type { ActivationCode } from './activation-code.js';

export abstract class ActivationCodeStore {
  /** Also finds used, replaced and expired ones (for at least 90 days), so that their holder can be told. */
  abstract findByHash(hash: string): Promise<ActivationCode | undefined>;
  abstract find(codeId: string): Promise<ActivationCode | undefined>;
  /** Ends every open code of the account, stores this one, and notes on the account until when it is good. */
  abstract replaceWith(code: ActivationCode, now: Date, tx: Transaction): Promise<void>;
  /** Ends every open code of the account. */
  abstract endAll(accountId: string, now: Date, tx: Transaction): Promise<void>;
  /** Spends the code if it is unused, not replaced and not expired; false when somebody or the time was faster. */
  abstract spend(codeId: string, now: Date, tx: Transaction): Promise<boolean>;
}
