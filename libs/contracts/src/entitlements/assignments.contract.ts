import { z } from 'zod';
import { command } from '../command.js';
import { AccessNumber, Caller, Instant, Origin, Uuid } from '../values.js';
import { ExpectedSaves, SaveNumber } from './candidate.js';
import { Right } from './right.js';

/** What a sub-administrator is assigned on one contract; until `expiresAt`, to the second, where that is given. */
export const Assignment = z.strictObject({ accessNumber: AccessNumber, rights: z.array(Right).min(1).max(4), expiresAt: Instant.optional() });
export type Assignment = z.output<typeof Assignment>;

/** Contracts of one save; the size of the body may end it before. */
const MOST_ASSIGNMENTS = 5_000;

export const SaveAssignmentsBody = z.strictObject({ assignments: z.array(Assignment).max(MOST_ASSIGNMENTS) });

const Saved = z.object({ assignments: z.array(Assignment), save: SaveNumber });

/** By access number. @throws `not-found` for all that are not the caller's or are closed */
export const getAssignments = command('entitlements', 'get-assignments', { request: z.strictObject({ ...Caller, subAdministratorId: Uuid }), reply: Saved });

/**
 * The whole set: what is not in it is taken, all or nothing.
 * @throws `not-found`, `precondition-failed`, `validation-failed` (`not-held`, `range`), `limit-reached`
 */
export const saveAssignments = command('entitlements', 'save-assignments', {
  request: SaveAssignmentsBody.extend({ ...Caller, subAdministratorId: Uuid, ifMatch: ExpectedSaves, origin: Origin }),
  reply: Saved,
  timeoutMs: 4_000,
});
