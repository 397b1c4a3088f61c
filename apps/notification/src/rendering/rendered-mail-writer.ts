import type { Mail } from '../domain/mail-server.js';
import { MailWriter } from '../domain/mail-writer.js';
import type { QueuedMessage } from '../domain/message.js';
import type { SealedMails } from '../domain/sealed-mails.js';
import type { MailRenderer } from './mail-renderer.js';

/** Everything in a mail comes from its message: written again after a crash it is the same, down to its date and Message-ID. */
export class RenderedMailWriter extends MailWriter {
  /** `domain` is the right side of every Message-ID. */
  constructor(
    private readonly sealed: SealedMails,
    private readonly renderer: MailRenderer,
    private readonly domain: string,
  ) {
    super();
  }

  async write(message: QueuedMessage): Promise<Mail> {
    const { causeId, messageType, locale, body, queuedAt, expiresAt } = message;
    const { to, content } = body.kind === 'open' ? body : await this.sealed.open(messageType, body.jwe, expiresAt);
    if (to === undefined) throw new Error(`${messageType} is no mail`);
    return {
      ...this.renderer.render(content, locale),
      to,
      messageId: `<${causeId.replace(/[^A-Za-z0-9._-]/g, '-')}@${this.domain}>`,
      date: queuedAt,
      headers: {
        'X-BSP-Message-Type': messageType,
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': locale,
      },
    };
  }
}
