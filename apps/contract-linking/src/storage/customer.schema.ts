import type { CustomerProfile } from '../domain/customer.js';

export const CUSTOMERS = 'customers';

/** A customer number; `locks` grows with every transaction that decided by it. */
export interface CustomerDocument {
  _id: string;
  profile?: CustomerProfile;
  locks: number;
}
