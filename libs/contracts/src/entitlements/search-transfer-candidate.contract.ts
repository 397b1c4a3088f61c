import { z } from 'zod';
import { command } from '../command.js';
import { page } from '../page.js';
import { AccessNumber, Caller, CustomerNumber, Email, Uuid } from '../values.js';
import { Candidate, SaveNumber, TransferOption } from './candidate.js';

export const CustomerNumberType = z.enum(['FIXED_LINE', 'MOBILE']);

export const SearchTransferCandidateBody = z.strictObject({ email: Email, customerNumberType: CustomerNumberType, customerNumber: CustomerNumber });

/**
 * Whether this master administrator can be shared with: connected with the fixed-line number, administering one of its contracts by transfer, or with
 * the mobile number. Every kind of miss is alike. @throws `not-found`, `too-many-attempts` after ten misses in an hour
 */
export const searchTransferCandidate = command('entitlements', 'search-transfer-candidate', {
  request: SearchTransferCandidateBody.omit({ email: true }).extend({ ...Caller, masterId: Uuid, isMobileAuthorized: z.boolean() }),
  reply: z.object({ candidate: Candidate, save: SaveNumber }),
});

/** The caller's contracts that can be transferred, by access number: those held by an own link. @throws `not-found` */
export const listTransferOptions = command('entitlements', 'list-transfer-options', {
  request: z.strictObject({ ...Caller, candidateId: Uuid, limit: z.number().int().min(1).max(5_000), cursor: AccessNumber.optional() }),
  reply: page(TransferOption),
});
