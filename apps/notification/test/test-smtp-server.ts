import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { text } from 'node:stream/consumers';

/** A mail as it came over the wire. */
export interface WireMail {
  to: string;
  raw: string;
  messageId: string;
}

/** An answer other than 250. */
export class Refusal extends Error {
  constructor(readonly responseCode: number, message: string) {
    super(message);
  }
}

/** What a test may do to a mail; a rejection with a Refusal is the answer, `drop` ends the connection without one. */
export interface Manners {
  recipient?(address: string): Promise<void> | void;
  /** After the mail is read, before it is answered. */
  data?(mail: WireMail, drop: () => void): Promise<void> | void;
}

/** A real SMTP server with bad manners to order. `mails` are those it answered with 250. */
export class TestSmtpServer {
  readonly mails: WireMail[] = [];
  manners: Manners = {};
  private server?: SMTPServer | undefined;
  private port = 0;

  async start(): Promise<void> {
    this.server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 100,
      onRcptTo: ({ address }, _session, done) => settle(async () => this.manners.recipient?.(address), done),
      onData: (stream, session, done) => settle(() => this.receive(stream, session), done),
    });
    this.server.on('error', () => undefined);
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server.server, 'listening');
    this.port = (this.server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Stops listening; `start` opens the same port again. */
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => (this.server ? this.server.close(resolve) : resolve()));
    this.server = undefined;
  }

  to(address: string): WireMail[] {
    return this.mails.filter((mail) => mail.to === address);
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const raw = await text(stream);
    const mail = { to: session.envelope.rcptTo[0]!.address, raw, messageId: /^Message-ID: (.+)$/im.exec(raw)?.[1] ?? '' };
    const drop = () => [...(this.server?.connections ?? [])].find(({ session: its }) => its.id === session.id)?.close();
    await this.manners.data?.(mail, drop);
    this.mails.push(mail);
  }
}

function settle(work: () => Promise<void>, done: (error?: Error | null) => void): void {
  work().then(() => done(), done);
}
