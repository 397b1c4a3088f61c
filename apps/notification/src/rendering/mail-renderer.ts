import { Eta } from 'eta/core';
import type { Locale } from '../domain/locale.js';
import type { MailContent, MailType } from '../domain/mail-content.js';
import { FRAME } from '../texts/frame.text.js';
import type { MailTexts } from '../texts/mail-text.js';
import { TEXTS } from '../texts/texts.js';
import { HTML_BLOCKS, HTML_MAIL } from './html.template.js';
import { plainText } from './plain-text.js';
import { SHEET, STYLE } from './theme.js';
import { wrap } from './wrap.js';

/** A mail in words: what its reader sees. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** How the portal calls itself, and where it is. */
export interface Branding {
  brand: string;
  portalUrl: string;
}

/** Words and data in, HTML and plain text out; the same in, the same out. */
export class MailRenderer {
  private readonly eta = new Eta({ autoEscape: true, cache: true });

  constructor(private readonly branding: Branding) {
    this.eta.loadTemplate('@mail', HTML_MAIL);
    for (const [kind, template] of Object.entries(HTML_BLOCKS)) this.eta.loadTemplate(`@${kind}`, template);
  }

  render({ messageType, data }: MailContent, locale: Locale): RenderedMail {
    const { brand, portalUrl } = this.branding;
    const words = (TEXTS[messageType] as MailTexts<MailType>)[locale];
    const text = words(data as never, { portalUrl });
    const frame = FRAME[locale];
    const html = this.eta.render('@mail', { locale, brand, text, frame, style: STYLE, sheet: SHEET });
    const closing = [`${frame.regards}\n${frame.sender}`, wrap(`${brand}: ${frame.automatic}`)];
    return { subject: text.subject, html, text: plainText({ ...text, closing }) };
  }
}
