import { z } from 'zod';
import { Salutation } from '../values.js';

/** Contact data as answered; null where nothing is known yet. */
export const ContactData = z.object({
  salutation: Salutation,
  company: z.string(),
  street: z.string().nullable(),
  houseNumber: z.string().nullable(),
  postalCode: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  phone: z.string(),
  mobile: z.string().nullable(),
  fax: z.string().nullable(),
  email: z.string(),
});
export type ContactData = z.output<typeof ContactData>;
