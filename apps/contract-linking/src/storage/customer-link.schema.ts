import type { CustomerLink } from '../domain/customer-link.js';

export const CUSTOMER_LINKS = 'customer-links';
export const ACCOUNTS = 'accounts';

export interface CustomerLinkDocument extends Omit<CustomerLink, 'id'> {
  _id: string;
  /** Absent once it has ended. */
  isOpen?: true;
}

/** `locks` grows with every transaction that decided by it. */
export interface AccountDocument {
  _id: string;
  closedAt?: Date;
  locks?: number;
}

export function toLink({ _id: id, isOpen: _isOpen, ...link }: CustomerLinkDocument): CustomerLink {
  return { id, ...link };
}

export function toLinkDocument({ id, ...link }: CustomerLink): CustomerLinkDocument {
  return { _id: id, ...link, ...(!link.endedAt && { isOpen: true }) };
}
