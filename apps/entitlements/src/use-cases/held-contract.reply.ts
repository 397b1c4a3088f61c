import type { HeldContract as HeldContractReply } from '#libs/contracts';
import type { HeldContract } from '../domain/held-contract.store.js';
import { isOfCustomerCentre } from '../domain/right.js';

/** A contract as its holder is shown it. */
export function describe({ rights, ...contract }: HeldContract): HeldContractReply {
  return { ...contract, status: 'ACTIVE', rights, customerCentreLinked: rights.some(isOfCustomerCentre) };
}
