import type { Actor } from '#libs/kernel';

interface Root {
  linkId: string;
  accountId: string;
  /** Of the link in contract-linking: the later word counts. */
  version: number;
  /** Ended for good, by its owner or because it lost its basis. */
  ended: boolean;
}

/** An account is connected with a customer number: it holds its contracts, now and later. */
export type CustomerLink = Root & { via: 'LINK'; customerNumber: string };

/** An account has linked the customer centre of one contract. */
export type CustomerCentreLink = Root & { via: 'CUSTOMER_CENTRE'; accessNumber: string };

/** A link to the customer centre that lost its basis, and by what; contract-linking ends it too. */
export interface LostLink {
  linkId: string;
  actor: Actor;
  /** In one word, such as `customer.unlinked`. */
  cause: string;
}

/** What rights come from in the end. */
export type Link = CustomerLink | CustomerCentreLink;
