import type { Mail } from './mail-server.js';
import type { QueuedMessage } from './message.js';

/** Makes mails of messages. */
export abstract class MailWriter {
  /** @throws Error when the message's secret cannot be opened (with any key at hand). */
  abstract write(message: QueuedMessage): Promise<Mail>;
}
