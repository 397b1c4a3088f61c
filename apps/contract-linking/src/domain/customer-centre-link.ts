import type { Product } from './contract-fact.js';

/** An account has linked the customer centre of a contract (capability 10). Ended ones are kept: they say what was. Drawn in link-state.md. */
export interface CustomerCentreLink {
  id: string;
  accountId: string;
  accessNumber: string;
  product: Product;
  linkedAt: Date;
  endedAt?: Date;
}

/** The sequence of the fact that tells of it: 1 linked, 2 ended. */
export const versionOf = ({ endedAt }: CustomerCentreLink): number => (endedAt ? 2 : 1);

/** Links made, or ended, in one transaction: as many as a service that must show them at once can take in the time of a request. */
export const MOST_LINKS_AT_ONCE = 500;
