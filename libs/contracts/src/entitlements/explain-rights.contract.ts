import { z } from 'zod';
import { command } from '../command.js';
import { AccessNumber, Caller, Instant, Uuid } from '../values.js';
import { Right, Via } from './right.js';

/** Somebody in a chain of grants. */
export const Party = z.object({ name: z.string(), company: z.string() });

/** One grant on the way: what it gives now, by whom (null for links, which nobody gives) and to whom. */
export const ExplanationStep = z.object({ via: Via, grantId: Uuid, by: Party.nullable(), to: Party, rights: z.array(Right), since: Instant, until: Instant.nullable() });

/** For each right every chain that gives it, from the connecting account down. */
export const Explanation = z.object({ rights: z.array(z.object({ right: Right, because: z.array(z.array(ExplanationStep)) })) });
export type Explanation = z.output<typeof Explanation>;

export const ExplanationQuery = z.strictObject({ accountId: Uuid.optional() });

/** Of the caller, or of one of the caller's own sub-administrators. @throws `not-found` where nothing is held, or `about` is nobody of the caller's */
export const explainRights = command('entitlements', 'explain-rights', { request: z.strictObject({ ...Caller, accessNumber: AccessNumber, about: Uuid.optional() }), reply: Explanation });

/** For operators: of any account; empty where nothing is held. */
export const explainAccountRights = command('entitlements', 'explain-account-rights', {
  askedBy: 'operator',
  request: z.strictObject({ accountId: Uuid, accessNumber: AccessNumber }),
  reply: Explanation,
});
