import { z } from 'zod';
import { factContract } from '../fact.js';
import { ActorSchema, Instant, Locale, Role, Uuid } from '../values.js';

const keyOf = (data: { accountId: string }) => data.accountId;

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
  keyOf,
);

/** A master administrator made a sub-administrator, who is invited until `expiresAt`. */
export const subAdministratorCreated = factContract(
  'bsp.evt.identity.sub-administrator.created.v1',
  z.object({
    actor: ActorSchema,
    accountId: Uuid,
    role: Role,
    firstName: z.string(),
    lastName: z.string(),
    company: z.string(),
    email: z.string(),
    locale: Locale,
    superiorId: Uuid,
    expiresAt: Instant,
  }),
  keyOf,
);

/** On whose word an account changed its state. */
export const StateChangeReason = z.enum(['MASTER', 'SUPPORT', 'OPERATOR', 'OFFBOARDED']);
export type StateChangeReason = z.output<typeof StateChangeReason>;

const StateChange = z.object({ actor: ActorSchema, accountId: Uuid, role: Role, reason: StateChangeReason });
export const accountLocked = factContract('bsp.evt.identity.account.locked.v1', StateChange, keyOf);
export const accountUnlocked = factContract('bsp.evt.identity.account.unlocked.v1', StateChange, keyOf);
export const accountClosed = factContract('bsp.evt.identity.account.closed.v1', StateChange, keyOf);

const IdsOnly = z.object({ actor: ActorSchema, accountId: Uuid });
export const usernameChanged = factContract('bsp.evt.identity.username.changed.v1', IdsOnly, keyOf);
export const passwordChanged = factContract('bsp.evt.identity.password.changed.v1', IdsOnly, keyOf);

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
  keyOf,
);
