import { z } from 'zod';
import { command } from '../command.js';
import { AccessNumber, Caller, Origin, Uuid } from '../values.js';
import { Candidate, ExpectedSaves, SaveNumber } from './candidate.js';

/** Access numbers of one save. */
const MOST_TICKS = 5_000;

export const SaveTransferBody = z.strictObject({ accessNumbers: z.array(AccessNumber).max(MOST_TICKS) });

/**
 * The whole ticked set: what is new in it is transferred, what is missing taken back, all or nothing.
 * @throws `not-found`, `precondition-failed`, `validation-failed` (`not-held`), `limit-reached`
 */
export const saveTransfer = command('entitlements', 'save-transfer', {
  request: SaveTransferBody.extend({ ...Caller, candidateId: Uuid, ifMatch: ExpectedSaves, origin: Origin }),
  reply: z.object({ candidate: Candidate, save: SaveNumber }),
  timeoutMs: 4_000,
});
