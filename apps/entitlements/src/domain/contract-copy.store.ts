import type { Transaction } from '#libs/kernel';

/** What contract-linking said last of a contract. */
export interface ContractCopy {
  accessNumber: string;
  customerNumber: string;
  product: 'COMPANY_FLEX' | 'CLOUD_PBX' | 'SIP_TRUNK' | 'IP_VOICE_DATA';
  validFrom: Date;
  /** Whether it has come is decided by whoever reads. */
  terminatedAt?: Date;
  /** Version of the contract there. */
  sequence: number;
}

export abstract class ContractCopyStore {
  abstract find(tx: Transaction, accessNumber: string): Promise<ContractCopy | undefined>;
  abstract put(tx: Transaction, copy: ContractCopy): Promise<void>;
}
