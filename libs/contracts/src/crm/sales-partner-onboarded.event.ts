import { z } from 'zod';
import { factContract } from '../fact.js';
import { Email, Locale, Salutation, text } from '../values.js';

export const salesPartnerOnboarded = factContract(
  'bsp.crm.sales-partner.onboarded.v1',
  z.object({
    partnerNumber: text(1, 40),
    salutation: Salutation,
    firstName: text(1, 80),
    lastName: text(1, 80),
    company: text(1, 120),
    email: Email,
    locale: Locale,
    /** Signs in with a digits-only password and a one-time code. */
    otpProcedure: z.boolean().default(true),
  }),
  (data) => data.partnerNumber,
);
