import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { AccessNumber, Caller, Instant, Uuid } from '../values.js';
import { Candidate, SaveNumber } from './candidate.js';

export const TransferDirection = z.enum(['GIVEN', 'RECEIVED']).default('GIVEN');
export const TransfersQuery = PageRequest.extend({ cursor: Uuid.optional(), direction: TransferDirection });
export const TransferQuery = z.strictObject({ direction: TransferDirection });

/** What is transferred between the caller and one other master administrator now; `since` when the oldest of it was. */
export const Transfer = Candidate.extend({ accessNumbers: z.array(AccessNumber), since: Instant.nullable() });
export type Transfer = z.output<typeof Transfer>;

/** By candidate. A page may hold fewer than asked for and not be the last: it ends where it would name too many contracts. */
export const listTransfers = command('entitlements', 'list-transfers', { request: TransfersQuery.extend(Caller), reply: page(Transfer) });

/** One of them, also where nothing is transferred any more. @throws `not-found` */
export const getTransfer = command('entitlements', 'get-transfer', {
  request: TransferQuery.extend({ ...Caller, candidateId: Uuid }),
  reply: z.object({ transfer: Transfer, save: SaveNumber }),
});
