export type Product = 'COMPANY_FLEX' | 'CLOUD_PBX' | 'SIP_TRUNK' | 'IP_VOICE_DATA';

/** In the order in which they are shown. */
export const RIGHTS = ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'] as const;
export type Right = (typeof RIGHTS)[number];

/** The ways on which a right comes to somebody, in the order in which they are shown. */
export const VIAS = ['LINK', 'CUSTOMER_CENTRE', 'TRANSFER', 'ASSIGNMENT'] as const;
export type Via = (typeof VIAS)[number];

/** Links are where rights come from; transfers and assignments pass them on. */
export type RootVia = 'LINK' | 'CUSTOMER_CENTRE';

const GIVES: Record<RootVia, readonly Right[]> = {
  LINK: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'],
  CUSTOMER_CENTRE: ['INVOICE_ONLINE', 'TELEPHONY_CENTRE'],
};

/** What passes from one master administrator to another, as far as the giver holds it. */
export const TRANSFERABLE: readonly Right[] = ['ADMINISTRATION', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'];

/** Rights that only some products have a use for. */
const PRODUCTS_OF: Partial<Record<Right, readonly Product[]>> = { TELEPHONY_CENTRE: ['SIP_TRUNK', 'IP_VOICE_DATA'] };

/** What a link of this kind gives on a contract of this product; what it gives in any case where that is unknown. */
export function rightsOf(via: RootVia, product?: Product): Right[] {
  return GIVES[via].filter((right) => {
    const products = PRODUCTS_OF[right];
    return products === undefined || (product !== undefined && products.includes(product));
  });
}

/** Whether a right can only come from a link to the customer centre, on whatever way it came in the end. */
export const isOfCustomerCentre = (right: Right): boolean => GIVES.CUSTOMER_CENTRE.includes(right);
