import type { Letter } from './letter-spool.js';
import type { QueuedMessage } from './message.js';

/** Makes letters of messages. */
export abstract class LetterWriter {
  /** @throws Error when the message's secret cannot be opened (with any key at hand). */
  abstract write(message: QueuedMessage): Promise<Letter>;
}
