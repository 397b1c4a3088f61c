import type { Transaction } from '#libs/kernel';
import type { MobileAuthorization } from './mobile-authorization.js';

export abstract class MobileAuthorizationStore {
  /** Whoever decides about an address, its authorizations and its account, goes one after the other. */
  abstract lockAddress(email: string, tx: Transaction): Promise<void>;
  abstract find(customerNumber: string, email: string, tx: Transaction): Promise<MobileAuthorization | undefined>;
  /** Granted ones of this address, whether they are bound or wait. */
  abstract findGranted(email: string, tx: Transaction): Promise<MobileAuthorization[]>;
  /** Whether a granted one of this number is bound to the account, whatever its address was then. */
  abstract isAuthorized(accountId: string, customerNumber: string): Promise<boolean>;
  abstract record(authorization: MobileAuthorization, tx: Transaction): Promise<void>;
  /** One more fact about the account; its version afterwards, undefined when there is no such account. */
  abstract countFact(accountId: string, tx: Transaction): Promise<number | undefined>;
}
