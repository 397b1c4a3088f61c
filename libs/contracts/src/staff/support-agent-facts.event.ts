import { z } from 'zod';
import { factContract } from '../fact.js';
import { Email, Locale, text } from '../values.js';

/** Somebody of the hotline, as the staff's systems know them. */
export const StaffMember = z.object({ staffNumber: text(1, 40), firstName: text(1, 80), lastName: text(1, 80), email: Email, locale: Locale });
const keyOf = (data: { staffNumber: string }) => data.staffNumber;

export const supportAgentOnboarded = factContract('bsp.staff.support-agent.onboarded.v1', StaffMember, keyOf);
/** The number is enough to know who leaves. */
export const supportAgentOffboarded = factContract('bsp.staff.support-agent.offboarded.v1', StaffMember.partial().required({ staffNumber: true }), keyOf);
