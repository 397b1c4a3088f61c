import type { Right, RootVia, Via } from './right.js';

/** One way on which somebody holds something on a contract. One that gives nothing any more is not kept. */
export interface Grant {
  /** Of a link: the link's. */
  id: string;
  via: Via;
  /** Whose it is. */
  to: string;
  /** Who gave it: of transfers and assignments. */
  by?: string;
  /** What it gives now; of an assignment also all that it may ever give: what it lost does not come back. */
  rights: Right[];
  since: Date;
  /** Of assignments: from this moment on it gives nothing, decided by whoever reads. */
  until?: Date;
}

export type RootGrant = Grant & { via: RootVia };

export const isRoot = (grant: Grant): grant is RootGrant => grant.via === 'LINK' || grant.via === 'CUSTOMER_CENTRE';

export const hasExpired = ({ until }: Pick<Grant, 'until'>, now: Date): boolean => until !== undefined && until <= now;
