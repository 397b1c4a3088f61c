import { z } from 'zod';
import { command } from '../command.js';
import { StaffMember } from '../staff/support-agent-facts.event.js';
import { Instant, Uuid } from '../values.js';

/** What became of the word that somebody works for the hotline. */
export const Onboarding = z.object({
  /** `RENEWED`: invited before, now with the newer data and a newer code. `EXISTS`: has an active account. `OUTDATED`: something newer is known of this staff number. */
  outcome: z.enum(['INVITED', 'RENEWED', 'EXISTS', 'OUTDATED']),
  accountId: Uuid.nullable(),
  /** Of the activation code; null where none was sent. */
  expiresAt: Instant.nullable(),
});
export type Onboarding = z.output<typeof Onboarding>;

/** For operators: the same as the staff's fact of that name. */
export const onboardSupportAgent = command('identity', 'onboard-support-agent', {
  askedBy: 'operator',
  request: z.strictObject(StaffMember.shape),
  reply: Onboarding,
});
