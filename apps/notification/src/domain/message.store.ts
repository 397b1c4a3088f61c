import type { Transaction } from '#libs/kernel';
import type { Channel, FailureReason, Message, MessageBody, QueuedMessage } from './message.js';

/** Who works on a message: one process at a time, until its lease ends. */
export interface Lease {
  holder: string;
  until: Date;
}

/** How a message ended; `answer` is what the mail server or the spool said, without words. */
export type Ending = { state: 'SENT'; at: Date; answer: string } | { state: 'FAILED'; at: Date; reason: FailureReason; answer?: string };

/** Messages that wait and the log of those that do not. Each method is one atomic step. */
export abstract class MessageStore {
  /** Puts a message into the queue, due at once. */
  abstract queue(tx: Transaction, message: Message, body: MessageBody): Promise<void>;
  /** Writes a message that failed before it could be queued into the log. */
  abstract logFailure(tx: Transaction, message: Message, ending: Ending): Promise<void>;
  /** Takes the message of a channel that is due for longest and counts the attempt; none of the given domains. */
  abstract take(channel: Channel, now: Date, lease: Lease, exceptDomains: readonly string[]): Promise<QueuedMessage | undefined>;
  /** Keeps messages that are still being worked on. */
  abstract keep(causeIds: readonly string[], lease: Lease): Promise<void>;
  /** To be tried again at `dueAt`. */
  abstract postpone(causeId: string, holder: string, dueAt: Date, answer: string): Promise<void>;
  /** Gives a message back as if it had not been taken: the mail server or the spool was not there. */
  abstract giveBack(causeId: string, holder: string, dueAt: Date): Promise<void>;
  /** Ends a queued message and wipes its body; false when it had ended before. */
  abstract end(tx: Transaction, causeId: string, ending: Ending): Promise<boolean>;
  /** How many messages wait. */
  abstract waiting(): Promise<number>;
}
