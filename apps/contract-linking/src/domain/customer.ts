import { compareStamps, type Stamp } from './stamp.js';

/** A customer number; without a profile while only contracts have named it. */
export interface Customer {
  customerNumber: string;
  profile?: CustomerProfile;
}

/** What the CRM said of it last. */
export interface CustomerProfile {
  network: 'FIXED_LINE' | 'MOBILE';
  companyName: string;
  stamp: Stamp;
}

/** Contracts are seen outside only under a customer number that is known to be one of the fixed line. */
export const isFixedLine = (customer: Customer): boolean => customer.profile?.network === 'FIXED_LINE';

/** The later profile counts. */
export function withProfile(customer: Customer, profile: CustomerProfile): Customer {
  const stale = customer.profile && compareStamps(profile.stamp, customer.profile.stamp) <= 0;
  return stale ? customer : { ...customer, profile };
}
