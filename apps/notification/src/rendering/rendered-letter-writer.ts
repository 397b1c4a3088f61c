import type { Letter } from '../domain/letter-spool.js';
import { LetterWriter } from '../domain/letter-writer.js';
import type { QueuedMessage } from '../domain/message.js';
import type { SealedMails } from '../domain/sealed-mails.js';
import type { LetterRenderer } from './letter-renderer.js';

/** Letters are written from what came sealed, each time anew: nothing of them is kept in clear. */
export class RenderedLetterWriter extends LetterWriter {
  constructor(
    private readonly sealed: SealedMails,
    private readonly renderer: LetterRenderer,
  ) {
    super();
  }

  async write({ messageType, locale, body, expiresAt }: QueuedMessage): Promise<Letter> {
    const { content } = body.kind === 'open' ? body : await this.sealed.open(messageType, body.jwe, expiresAt);
    if (content.messageType !== 'welcome-letter') throw new Error(`${messageType} is no letter`);
    const { letterId, customerNumber, issuedAt, expiresAt: until } = content.data;
    return { letterId, customerNumber, issuedAt, expiresAt: until, ...(await this.renderer.render(content.data, locale)) };
  }
}
