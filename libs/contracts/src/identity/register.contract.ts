import { z } from 'zod';
import { command } from '../command.js';
import { CustomerNumber, Email, Locale, Origin, Phone, Salutation, text } from '../values.js';

/** Capability 1: the registration form. */
export const RegisterBody = z.strictObject({
  salutation: Salutation,
  firstName: text(1, 80),
  lastName: text(1, 80),
  company: text(1, 120),
  email: Email,
  phone: Phone,
  customerNumber: CustomerNumber,
  locale: Locale,
  acceptTerms: z.literal(true),
});

export const register = command('identity', 'register', {
  request: RegisterBody.extend({ origin: Origin }),
  reply: z.object({}),
});
