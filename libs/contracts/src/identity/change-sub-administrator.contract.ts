import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Email, Origin, Uuid } from '../values.js';
import { SubAdministrator } from './sub-administrator.js';

/** Told as immutable, not as unknown. */
const IMMUTABLE = { 'x-immutable': ['firstName', 'lastName'] };

const Changes = z.strictObject({ email: Email.optional(), status: z.enum(['ACTIVE', 'LOCKED']).optional() });

const withSomething = <Shape extends z.ZodRawShape>(changes: z.ZodObject<Shape, z.core.$strict>) =>
  changes
    .superRefine((given: { email?: unknown; status?: unknown }, context) => {
      if (given.email !== undefined || given.status !== undefined) return;
      for (const field of ['email', 'status']) context.addIssue({ code: 'custom', path: [field], params: { rule: 'required' } });
    })
    .meta(IMMUTABLE);

/** At least one of both. `email` mends a mistyped address while its owner is invited; `status` locks and unlocks whoever is not. */
export const ChangeSubAdministratorBody = withSomething(Changes);

/** @throws `not-found` for all that are not the caller's or are closed, `too-many-attempts`, `forbidden` for everybody but master administrators */
export const changeSubAdministrator = command('identity', 'change-sub-administrator', {
  request: withSomething(Changes.extend({ ...Caller, subAdministratorId: Uuid, origin: Origin })),
  reply: SubAdministrator,
});
