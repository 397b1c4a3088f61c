import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Instant, Locale, RequiredAction, Role, Salutation, Uuid } from '../values.js';
import { ContactData } from './contact-data.js';

export const Me = z.object({
  id: Uuid,
  username: z.string(),
  role: Role,
  salutation: Salutation,
  firstName: z.string(),
  lastName: z.string(),
  company: z.string(),
  email: z.string(),
  pendingEmail: z.string().nullable(),
  /** Before the first completion prefilled from the registration, so with null where nothing is known yet. */
  contactData: ContactData,
  requiredActions: z.array(RequiredAction),
  locale: Locale,
  lastLoginAt: Instant.nullable(),
});
export type Me = z.output<typeof Me>;

export const getMe = command('identity', 'get-me', { request: z.strictObject(Caller), reply: Me });
