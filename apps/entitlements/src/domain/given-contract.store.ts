import type { Transaction } from '#libs/kernel';
import type { Grant } from './grant.js';
import type { Product } from './right.js';
import type { Direction } from './share.js';

/** A contract that somebody may transfer, and whether it is to one receiver. */
export interface TransferableContract {
  accessNumber: string;
  customerNumber: string;
  product: Product;
  granted: boolean;
}

/** Somebody with whom contracts are shared by transfer. */
export interface TransferPartner {
  partnerId: string;
  accessNumbers: string[];
  since: Date;
}

/** What is shared with whom at a moment; never from a copy. */
export abstract class GivenContractStore {
  /** Contracts on which one account gave another something, in force or not. */
  abstract listGiven(giverId: string, receiverId: string): Promise<string[]>;
  /** Grants of one account to another that give something at this moment, by access number. */
  abstract listRunningGrants(giverId: string, receiverId: string, now: Date): Promise<Map<string, Grant>>;
  /** Those in force that the account may transfer, by access number; `after` is the last one already seen. */
  abstract listTransferable(accountId: string, receiverId: string, page: { limit: number; after?: string | undefined }, now: Date): Promise<TransferableContract[]>;
  /** By partner; `after` is the last one already seen. `partnerId`: only this one. */
  abstract listPartners(accountId: string, direction: Direction, page: { limit: number; after?: string | undefined; partnerId?: string }, now: Date): Promise<TransferPartner[]>;
  /** Whether an account is connected with the customer number, or administers one of its contracts in force by transfer. */
  abstract isReachable(accountId: string, customerNumber: string, now: Date): Promise<boolean>;
  /** Those of these contracts on which an account holds something, in force or not. */
  abstract heldAmong(accountId: string, accessNumbers: readonly string[]): Promise<string[]>;
  /** Access numbers of contracts on which an account has or gave a grant, at most so many. */
  abstract listInvolving(accountId: string, limit: number, tx?: Transaction): Promise<string[]>;
}
