import type { Stamp } from './stamp.js';

/** What the CRM says of one contract. */
export type ContractFact = Provisioned | Terminated;

export type Product = 'COMPANY_FLEX' | 'CLOUD_PBX' | 'SIP_TRUNK' | 'IP_VOICE_DATA';

export interface Provisioned extends Stamp {
  kind: 'provisioned';
  customerNumber: string;
  product: Product;
  validFrom: Date;
}

export interface Terminated extends Stamp {
  kind: 'terminated';
  terminatedAt: Date;
}
