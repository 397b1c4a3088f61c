import type { Locale } from './locale.js';
import type { MailContent, MailType } from './mail-content.js';

/** How a message reaches its receiver: through the mail server, or printed, through the spool. */
export type Channel = 'EMAIL' | 'LETTER';
export const CHANNELS: readonly Channel[] = ['EMAIL', 'LETTER'];

/**
 * QUEUED until the mail server or the spool took it (SENT) or it was given up (FAILED); both are final.
 *
 * ```mermaid
 * stateDiagram-v2
 *   [*] --> QUEUED
 *   [*] --> FAILED: no usable address
 *   QUEUED --> QUEUED: tried, to be tried again
 *   QUEUED --> SENT
 *   QUEUED --> FAILED
 * ```
 */
export type MessageState = 'QUEUED' | 'SENT' | 'FAILED';

/** Why a message was given up. */
export type FailureReason = 'INVALID_ADDRESS' | 'REFUSED' | 'NOT_DELIVERABLE_IN_TIME' | 'EXPIRED' | 'UNREADABLE';

/** What the message says and to whom: sealed when it carries a secret. Wiped with the end of the message. */
export type MessageBody = { kind: 'sealed'; jwe: string } | { kind: 'open'; to: string; content: MailContent };

/** One mail or letter to one person, for one cause. */
export interface Message {
  /** Id of the fact or delivery that caused it. */
  causeId: string;
  messageType: MailType;
  channel: Channel;
  accountId?: string;
  locale: Locale;
  /** What follows the @: all of the address that the delivery log keeps. Empty for a letter. */
  domain: string;
  queuedAt: Date;
  /** After this its content is worth nothing any more (a code that ended). */
  expiresAt?: Date;
}

export interface QueuedMessage extends Message {
  body: MessageBody;
  /** Attempts begun, the present one included. */
  attempts: number;
}
