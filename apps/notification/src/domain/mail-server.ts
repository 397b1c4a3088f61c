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

/**
 * What became of a mail. `answer` is the server's code ("250", "550 5.1.1") or the kind of failure, never its words: they name addresses.
 * accepted: the server has it. refused: it never will. deferred: perhaps later. unreachable: the server takes nobody's mail now.
 */
export interface SendResult {
  verdict: 'accepted' | 'refused' | 'deferred' | 'unreachable';
  answer: string;
}

export abstract class MailServer {
  /** Never rejects. */
  abstract send(mail: Mail): Promise<SendResult>;
}
