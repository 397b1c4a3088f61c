import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';
import type { KnownPartner } from './sales-partner.js';

export abstract class SalesPartnerStore {
  abstract find(partnerNumber: string, tx: Transaction): Promise<KnownPartner | undefined>;
  abstract findAccount(accountId: string, tx: Transaction): Promise<Account | undefined>;
  /** A partner whom nobody knew, or whose account is closed, with a new account. */
  abstract add(partner: KnownPartner, account: Account, tx: Transaction): Promise<void>;
  /** From now on only what is newer than this counts. */
  abstract record(partner: KnownPartner, tx: Transaction): Promise<void>;
}
