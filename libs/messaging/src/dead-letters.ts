import { jetstreamManager, type JetStreamManager, type StoredMsg } from '@nats-io/jetstream';
import { headers } from '@nats-io/transport-node';
import { deadLetterSubject, type ServiceName } from '#libs/contracts';
import { DEAD_LETTER_HEADERS, FIRST_ARRIVAL } from './dead-letter.js';
import type { NatsLink } from './nats-link.js';

const STREAM = 'BSP_DEAD_LETTERS';

/** A message that a service could not handle. */
export interface DeadLetter {
  /** Its number among the dead letters; what the other operations take. */
  sequence: number;
  service: string;
  /** Where the original was published, and its stream and number there. */
  subject: string;
  stream: string;
  streamSequence: number;
  reason: string;
  /** How often handling it was tried. */
  count: number;
  /** When the original arrived, RFC 3339. */
  arrived: string;
  /** When it became a dead letter. */
  time: Date;
  /** Bytes of the original. */
  size: number;
}

/** Dead letters for operators; for the NATS user `operator`. */
export class DeadLetters {
  constructor(private readonly link: NatsLink) {}

  /** Oldest first, at most `limit` (100), of one service or of all, beginning behind `after`. */
  async list({ service, limit = 100, after = 0 }: { service?: ServiceName; limit?: number; after?: number } = {}): Promise<DeadLetter[]> {
    const { direct } = await this.manager();
    const letters: DeadLetter[] = [];
    for (let next = after + 1; letters.length < limit; ) {
      const found = await direct.getMessage(STREAM, { seq: next, next_by_subj: deadLetterSubject(service ?? '*') });
      if (!found) break;
      letters.push(describe(found));
      next = found.seq + 1;
    }
    return letters;
  }

  /** One letter with the original bytes; undefined when there is none of this number. */
  async show(sequence: number): Promise<(DeadLetter & { body: Uint8Array }) | undefined> {
    const found = await (await this.manager()).direct.getMessage(STREAM, { seq: sequence });
    return found ? { ...describe(found), body: found.data } : undefined;
  }

  /**
   * Publishes the original bytes once more where they were published first, then drops the letter. Whoever handled the message before
   * ignores it. @throws Error when there is no such letter, or no stream takes it
   */
  async replay(sequence: number): Promise<void> {
    const letter = await this.show(sequence);
    if (!letter) throw new Error(`no dead letter ${sequence}`);
    const note = headers();
    note.set('bsp-replay-of', String(sequence));
    note.set(FIRST_ARRIVAL, letter.arrived);
    await this.link.js.publish(letter.subject, letter.body, { headers: note, msgID: `replay.${sequence}`, timeout: 5_000 });
    await this.discard(sequence);
  }

  /** Removes a letter for good. @throws Error when there is none of this number */
  async discard(sequence: number): Promise<void> {
    await (await this.manager()).streams.deleteMessage(STREAM, sequence);
  }

  private manager(): Promise<JetStreamManager> {
    return jetstreamManager(this.link.nc, { checkAPI: false });
  }
}

function describe(message: StoredMsg): DeadLetter {
  const of = (name: keyof typeof DEAD_LETTER_HEADERS) => message.header.get(DEAD_LETTER_HEADERS[name]);
  return {
    sequence: message.seq,
    service: of('service'),
    subject: of('subject'),
    stream: of('stream'),
    streamSequence: Number(of('sequence')),
    reason: of('reason'),
    count: Number(of('count')),
    arrived: of('arrived'),
    time: message.time,
    size: message.data.length,
  };
}
