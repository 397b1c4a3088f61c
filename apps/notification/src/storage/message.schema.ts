import { Schema } from 'mongoose';
import type { Channel, FailureReason, MessageBody, MessageState } from '../domain/message.js';

export const MESSAGES = 'messages';

/** Ended messages stay in the delivery log for this long. */
export const LOG_RETENTION_MS = 90 * 24 * 3_600_000;

export interface MessageDocument {
  /** The cause's id. */
  _id: string;
  messageType: string;
  /** Absent for a mail. */
  channel?: Channel;
  accountId?: string;
  locale: string;
  domain: string;
  state: MessageState;
  queuedAt: Date;
  expiresAt?: Date;
  attempts: number;
  /** Of the last attempt. */
  answer?: string;
  /** Only while QUEUED, as are the next two. */
  body?: MessageBody;
  /** When anybody may try it: its next attempt, or the end of the lease of whoever is trying it. */
  dueAt?: Date;
  holder?: string;
  /** Only at the end. */
  endedAt?: Date;
  reason?: FailureReason;
  expireAt?: Date;
}

export const messageSchema = new Schema<MessageDocument>(
  {
    _id: { type: String, required: true },
    messageType: { type: String, required: true },
    channel: { type: String, enum: ['LETTER'] },
    accountId: { type: String },
    locale: { type: String, required: true },
    domain: { type: String },
    state: { type: String, required: true, enum: ['QUEUED', 'SENT', 'FAILED'] },
    queuedAt: { type: Date, required: true },
    expiresAt: { type: Date },
    attempts: { type: Number, required: true },
    answer: { type: String },
    // Of two shapes, and written by this service alone.
    body: { type: Schema.Types.Mixed },
    dueAt: { type: Date },
    holder: { type: String },
    endedAt: { type: Date },
    reason: { type: String },
    expireAt: { type: Date },
  } as never,
  { versionKey: false },
);
