import type { CustomerLink } from '../domain/customer-link.js';

export const CUSTOMER_LINKS = 'customer-links';

export interface CustomerLinkDocument extends Omit<CustomerLink, 'id'> {
  _id: string;
  /** Absent once it has ended. */
  isOpen?: true;
}

export function toLink({ _id: id, isOpen: _isOpen, ...link }: CustomerLinkDocument): CustomerLink {
  return { id, ...link };
}

export function toLinkDocument({ id, ...link }: CustomerLink): CustomerLinkDocument {
  return { _id: id, ...link, ...(!link.endedAt && { isOpen: true }) };
}
