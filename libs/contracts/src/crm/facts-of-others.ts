/** What identity takes from the CRM's stream; contract-linking, which reads the whole of it, lets these pass. */
const OF_IDENTITY: readonly string[] = ['bsp.crm.mobile-authorization.granted.v1', 'bsp.crm.mobile-authorization.revoked.v1', 'bsp.crm.sales-partner.onboarded.v1'];

/** Whether a subject of the CRM is known to be another service's business than contract-linking's. */
export const isCrmFactOfAnother = (subject: string): boolean => OF_IDENTITY.includes(subject);
