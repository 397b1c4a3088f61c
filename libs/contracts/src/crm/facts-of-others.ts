import { mobileAuthorizationGranted, mobileAuthorizationRevoked } from './mobile-authorization.event.js';
import { salesPartnerOnboarded } from './sales-partner-onboarded.event.js';

/** What identity takes from the CRM's stream; contract-linking, which reads the whole of it, lets these pass. */
export const CRM_FACTS_OF_IDENTITY = [mobileAuthorizationGranted, mobileAuthorizationRevoked, salesPartnerOnboarded];

/** Whether a subject of the CRM is known to be another service's business than contract-linking's. */
export const isCrmFactOfAnother = (subject: string): boolean => CRM_FACTS_OF_IDENTITY.some(({ type }) => type === subject);
