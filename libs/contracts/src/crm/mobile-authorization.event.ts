import { z } from 'zod';
import { factContract } from '../fact.js';
import { CustomerNumber, Email } from '../values.js';

const MobileAuthorization = z.object({ customerNumber: CustomerNumber, email: Email });
const keyOf = (data: { customerNumber: string; email: string }) => `${data.customerNumber} ${data.email}`;

/** The master administrator with this e-mail address has a mobile customer number. */
export const mobileAuthorizationGranted = factContract('bsp.crm.mobile-authorization.granted.v1', MobileAuthorization, keyOf);
export const mobileAuthorizationRevoked = factContract('bsp.crm.mobile-authorization.revoked.v1', MobileAuthorization, keyOf);
