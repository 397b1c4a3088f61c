import { z } from 'zod';
import { factContract } from '../fact.js';
import { ActorSchema, Uuid } from '../values.js';

export const MessageType = z.enum([
  'activation-code', 'registration-pending', 'account-exists', 'account-activated', 'sub-administrator-invitation', 'welcome-letter', 'otp-code',
  'email-confirmation', 'password-reset', 'username-reminder', 'security-notice', 'rights-granted', 'rights-revoked',
]);
export type MessageType = z.output<typeof MessageType>;

const Message = z.object({ actor: ActorSchema, messageType: MessageType, causeId: z.string(), accountId: Uuid.optional(), reason: z.string().optional() });

/** The mail server, or the print spool, took the message. `causeId` is the id of the fact or delivery behind it. */
export const messageSent = factContract('bsp.evt.notification.message.sent.v1', Message, (data) => data.causeId);
/** It was given up, for good. */
export const messageFailed = factContract('bsp.evt.notification.message.failed.v1', Message, (data) => data.causeId);
