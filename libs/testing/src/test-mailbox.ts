import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailbox, type Mailbox } from '#local/servers/mailbox';
import { freePort } from '#local/servers/listening';
import { eventually, type Patience } from './eventually.js';

export interface ReceivedMail {
  id: string;
  subject: string;
  to: { address: string; name: string }[];
  headers: Record<string, string>;
  text: string;
  html: string;
}

/** What a mailbox shows, asked over its HTTP interface. */
export class MailboxReader {
  /** `url` is the base URL of the mailbox. */
  constructor(private readonly url: string) {}

  /** Every mail to `address` (to anybody without one) and of `messageType` (of any), oldest first; of these all but the first `skip`. */
  async mails(address?: string, messageType?: string, skip = 0): Promise<ReceivedMail[]> {
    // The mailbox chooses: whoever looks often would otherwise keep it busy with writing down all it has. Addresses are in small letters everywhere.
    const chosen = { ...(address && { 'to.address': address.toLowerCase() }), ...(messageType && { [`headers.${MESSAGE_TYPE}`]: messageType }), skip: String(skip) };
    const answer = await fetch(`${this.url}/api/email?${new URLSearchParams(chosen)}`);
    return (await answer.json()) as ReceivedMail[];
  }

  /** The newest mail to `address` of a message type, as soon as there is one; what failed once is sent again after 10 s. @throws Error when none came in time, 30 s unless given */
  async next(address: string, messageType: string, patience: Patience = {}): Promise<ReceivedMail> {
    return eventually(async () => {
      const found = (await this.mails(address, messageType)).at(-1);
      if (!found) throw new Error(`no mail of type ${messageType} for ${address} yet`);
      return found;
    }, { within: 30_000, ...patience });
  }
}

const MESSAGE_TYPE = 'x-bsp-message-type';

/** The value of `X-BSP-Message-Type`, such as `activation-code` or `welcome-letter`. */
export function typeOf(mail: ReceivedMail): string | undefined {
  return mail.headers[MESSAGE_TYPE];
}

/** The code or token of a mail: the only line of its text that is one word of A–Z, a–z, 0–9 and dashes, six or more. */
export function codeIn(mail: ReceivedMail): string {
  const codes = mail.text.split(/\r?\n/).filter((line) => /^[A-Za-z0-9-]{6,}$/.test(line.trim()));
  if (codes.length !== 1) throw new Error(`a mail has one line with a code, this one has ${codes.length}`);
  return codes[0]!.trim();
}

export type TestMailbox = Mailbox & { reader: MailboxReader };

/** A mailbox of one test file; `stop()` removes what it received. */
export async function startTestMailbox(): Promise<TestMailbox> {
  const folder = await mkdtemp(join(tmpdir(), 'bsp-mail-'));
  const mailbox = await startMailbox({ smtpPort: await freePort(), webPort: await freePort(), mailDir: folder, logFile: join(folder, 'mailbox.log') });
  const stop = async () => {
    await mailbox.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...mailbox, stop, reader: new MailboxReader(mailbox.url) };
}
