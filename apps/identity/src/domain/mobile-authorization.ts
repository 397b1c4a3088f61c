import type { Stamp } from './stamp.js';
import { isNewer } from './stamp.js';

/** The CRM's word on whether the master administrator with this address has this mobile customer number. */
export interface MobileAuthorization {
  customerNumber: string;
  email: string;
  granted: boolean;
  stamp: Stamp;
  /** Whom it is bound to; it stays with this account even when the account's address changes. Absent while it waits, or is revoked. */
  accountId?: string;
}

export type AuthorizationNews = Omit<MobileAuthorization, 'accountId'>;

/** What one fact makes of what is known; undefined when a newer one has been heard already. */
export function afterNews(known: MobileAuthorization | undefined, news: AuthorizationNews): { next: MobileAuthorization; unbound?: string } | undefined {
  if (!isNewer(news.stamp, known?.stamp)) return undefined;
  const bound = known?.accountId;
  if (news.granted) return { next: { ...news, ...(bound && { accountId: bound }) } };
  return { next: news, ...(bound && { unbound: bound }) };
}
