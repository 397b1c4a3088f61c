import type { Product } from './right.js';

/** What contract-linking said last of a contract. */
export interface Contract {
  customerNumber: string;
  product: Product;
  validFrom: Date;
  /** Whether it has come is decided by whoever reads. */
  terminatedAt?: Date;
  /** Which life of its access number this is; absent in what older releases said. */
  life?: number;
  /** Version of the contract in contract-linking. */
  sequence: number;
}

export const isOver = ({ terminatedAt }: Pick<Contract, 'terminatedAt'>, now: Date): boolean => terminatedAt !== undefined && terminatedAt <= now;

/** From its beginning until its end somebody can hold something on it. */
export const isInForce = (contract: Pick<Contract, 'validFrom' | 'terminatedAt'>, now: Date): boolean => contract.validFrom <= now && !isOver(contract, now);

/** Whether the access number was opened anew between these two, even where nothing was heard of the end between them. */
export function isNewLife(known: Contract, said: Contract): boolean {
  if (known.life !== undefined && said.life !== undefined) return known.life !== said.life;
  return known.terminatedAt !== undefined && said.terminatedAt === undefined;
}
