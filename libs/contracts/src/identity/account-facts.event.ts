import { z } from 'zod';
import { factContract } from '../fact.js';
import { ActorSchema, Locale, Role, Uuid } from '../values.js';

export const accountActivated = factContract(
  'bsp.evt.identity.account.activated.v1',
  z.object({
    actor: ActorSchema,
    accountId: Uuid,
    role: Role,
    username: z.string().optional(),
    firstName: z.string(),
    lastName: z.string(),
    company: z.string(),
    email: z.string(),
    locale: Locale,
    superiorId: Uuid.optional(),
  }),
  (data) => data.accountId,
);

export const contactDataChanged = factContract(
  'bsp.evt.identity.contact-data.changed.v1',
  z.object({
    actor: ActorSchema,
    accountId: Uuid,
    changedFields: z.array(z.string()),
    company: z.string().optional(),
    email: z.string().optional(),
    previousEmail: z.string().optional(),
    locale: Locale,
  }),
  (data) => data.accountId,
);
