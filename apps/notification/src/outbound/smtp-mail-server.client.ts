import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type Mail, MailServer } from '../domain/mail-server.js';
import type { SendResult } from '../domain/send-result.js';
import { answerOf, type SmtpPhase, verdictOf } from './smtp-verdict.js';

export interface SmtpSettings {
  /** `smtp[s]://[user:password@]host[:port]`; `?requireTLS=true` refuses to send without STARTTLS. */
  url: string;
  from: { name: string; address: string };
}

/** Milliseconds; the standard (RFC 5321, 4.5.3.2) asks for minutes of patience once a message is under way. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 15_000, dnsTimeout: 10_000, socketTimeout: 120_000 };

/**
 * One session per mail: what happened to it is then known to the step, and a session that hangs holds nothing else.
 * No pool of the library's: that sends again by itself, unseen.
 */
export class SmtpMailServer extends MailServer {
  constructor(private readonly settings: SmtpSettings) {
    super();
  }

  async send(mail: Mail): Promise<SendResult> {
    const connection = new SMTPConnection({ ...addressOf(this.settings.url), ...TIMEOUTS });
    let phase: SmtpPhase = 'hello';
    try {
      const lost = new Promise<never>((_, reject) => {
        connection.on('error', reject);
        connection.on('end', () => reject(Object.assign(new Error('connection closed'), { code: 'ECONNECTION' })));
      });
      lost.catch(() => undefined);
      await Promise.race([lost, this.open(connection)]);
      phase = 'mail';
      const answer = await Promise.race([lost, this.hand(connection, mail)]);
      connection.quit();
      return { verdict: 'accepted', answer: answerOf(answer) ?? '250' };
    } catch (error) {
      connection.close();
      return verdictOf(phase, error);
    }
  }

  private async open(connection: SMTPConnection): Promise<void> {
    await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
    const { username, password } = new URL(this.settings.url);
    if (!username) return;
    const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
    await new Promise<void>((resolve, reject) => connection.login({ credentials }, (error) => (error ? reject(error) : resolve())));
  }

  private async hand(connection: SMTPConnection, mail: Mail): Promise<string> {
    const raw = await mimeOf(mail, this.settings.from);
    const envelope = { from: this.settings.from.address, to: [mail.to] };
    return new Promise((resolve, reject) => {
      connection.send(envelope, raw, (error, info) => (error ? reject(error) : resolve(info?.response ?? '')));
    });
  }
}

function addressOf(text: string) {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (secure ? 465 : 25), secure, requireTLS: url.searchParams.get('requireTLS') === 'true' };
}

/** The mail as bytes; its boundary follows from its Message-ID, so that a copy is the same byte for byte. */
function mimeOf(mail: Mail, from: SmtpSettings['from']): Promise<Buffer> {
  const { messageId, date, subject, text, html, headers } = mail;
  const baseBoundary = createHash('sha256').update(messageId).digest('hex').slice(0, 24);
  const guards = { disableFileAccess: true, disableUrlAccess: true };
  // Our own names stay as they are published: X-BSP-…, not X-Bsp-….
  const own = new Map(Object.keys(headers).map((name) => [name.toLowerCase(), name]));
  const normalizeHeaderKey = (key: string) => own.get(key.toLowerCase()) ?? key;
  const parts = { from, to: { name: '', address: mail.to }, subject, text, html, messageId, date, headers, baseBoundary, textEncoding: 'quoted-printable' as const };
  return new MailComposer({ ...parts, ...guards, normalizeHeaderKey }).compile().build();
}
