import type { LetterSpool } from './letter-spool.js';
import type { LetterWriter } from './letter-writer.js';
import type { MailServer } from './mail-server.js';
import type { MailWriter } from './mail-writer.js';
import type { QueuedMessage } from './message.js';
import type { SendResult } from './send-result.js';

/** Writes a message and hands it over, each channel in its own way. */
export class Dispatch {
  constructor(
    private readonly mailWriter: MailWriter,
    private readonly mailServer: MailServer,
    private readonly letterWriter: LetterWriter,
    private readonly letterSpool: LetterSpool,
  ) {}

  /** Never rejects. */
  send(message: QueuedMessage): Promise<SendResult> {
    switch (message.channel) {
      case 'EMAIL':
        return handOver(this.mailWriter.write(message), (mail) => this.mailServer.send(mail));
      case 'LETTER':
        return handOver(this.letterWriter.write(message), (letter) => this.letterSpool.put(letter));
    }
  }
}

async function handOver<T>(written: Promise<T>, to: (finished: T) => Promise<SendResult>): Promise<SendResult> {
  const finished = await written.catch(() => undefined);
  // A key that was taken away too early may come back.
  return finished === undefined ? { verdict: 'deferred', answer: 'unreadable' } : to(finished);
}
