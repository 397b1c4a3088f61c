import type { SendResult } from './send-result.js';

/** A finished mail. The same message gives the same mail, whenever and by whomever it is written. */
export interface Mail {
  messageId: string;
  to: string;
  date: Date;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}

export abstract class MailServer {
  /** Never rejects. */
  abstract send(mail: Mail): Promise<SendResult>;
}
