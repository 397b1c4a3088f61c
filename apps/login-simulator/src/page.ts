/** The pages behind the login, by path, and which target of a handover leads to each. */
export const PAGES = [
  { path: '/invoice-online', target: 'INVOICE_ONLINE', title: 'RechnungOnline' },
  { path: '/customer-centre', target: 'CUSTOMER_CENTRE', title: 'Kundencenter' },
  { path: '/telephony-centre', target: 'TELEPHONY_CENTRE', title: 'Telefoniecenter' },
  { path: '/administration-portal', target: 'ADMINISTRATION_PORTAL', title: 'Administrationsportal' },
] as const;

export type Page = (typeof PAGES)[number];
