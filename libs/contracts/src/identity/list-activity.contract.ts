import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { ActorSchema, Caller, Instant, Origin } from '../values.js';

/** What the holder of an account is told of what happened to it. */
export const ActivityType = z.enum([
  'ACCOUNT_ACTIVATED', 'SIGNED_IN', 'SESSION_ENDED', 'SESSIONS_ENDED', 'CONTACT_DATA_CHANGED', 'LOCALE_CHANGED', 'USERNAME_CHANGED', 'PASSWORD_CHANGED',
  'PASSWORD_RESET_REQUESTED', 'PASSWORD_RESET_COMPLETED', 'USERNAME_REMINDER_REQUESTED', 'EMAIL_CHANGE_REQUESTED', 'EMAIL_CHANGED', 'EMAIL_CHANGE_WITHDRAWN',
  'ACCOUNT_LOCKED', 'ACCOUNT_UNLOCKED', 'ACCOUNT_CLOSED', 'SUPERIOR_LEFT', 'SUB_ADMINISTRATOR_CREATED', 'SUB_ADMINISTRATOR_EMAIL_CORRECTED', 'ACTIVATION_CODE_SENT',
  'MOBILE_AUTHORIZATION_GRANTED', 'MOBILE_AUTHORIZATION_REVOKED', 'SUB_ADMINISTRATOR_CODE_SENT', 'SUB_ADMINISTRATOR_LOCKED', 'SUB_ADMINISTRATOR_UNLOCKED',
  'SUB_ADMINISTRATOR_REMOVED', 'CUSTOMER_NUMBER_CONNECTED', 'CUSTOMER_NUMBER_DISCONNECTED', 'CUSTOMER_CENTRE_LINKED', 'CUSTOMER_CENTRE_UNLINKED',
  'RIGHTS_GRANTED', 'RIGHTS_REVOKED', 'TRANSFER_SAVED', 'ASSIGNMENT_SAVED',
  'ONE_TIME_CODE_SENT', 'ACCOUNT_ONBOARDED', 'ACCOUNT_CORRECTED', 'LOOKED_UP', 'ACTIVATION_CODE_REISSUED', 'ACT_REFUSED',
]);

export const ActivityItem = z.object({
  at: Instant,
  type: ActivityType,
  /** Who did it, without saying which person of several. */
  actor: ActorSchema.pick({ kind: true }),
  /** From where; null for what nobody's request caused, and for what the hotline or operators did, and for links and shares. */
  origin: Origin.nullable(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});

/** What happened to the caller's account, newest first. */
export const listActivity = command('identity', 'list-activity', {
  request: PageRequest.extend(Caller),
  reply: page(ActivityItem),
});
