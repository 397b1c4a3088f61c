import type { JsMsg } from '@nats-io/jetstream';
import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { deadLetterSubject, type ServiceName } from '#libs/contracts';
import type { NatsLink } from './nats-link.js';

/** Headers of a dead letter; its body is the original message, byte for byte. */
export const DEAD_LETTER_HEADERS = {
  reason: 'bsp-dlq-reason',
  count: 'bsp-dlq-count',
  subject: 'bsp-dlq-subject',
  stream: 'bsp-dlq-stream',
  sequence: 'bsp-dlq-sequence',
  service: 'bsp-dlq-service',
  arrived: 'bsp-dlq-arrived',
} as const;

/** On a replayed message: when its original arrived, which is its time if it names none. */
export const FIRST_ARRIVAL = 'bsp-first-arrival';

/** When a message arrived for the first time; a replay keeps that of its original. */
export function firstArrival(message: Pick<JsMsg, 'time' | 'headers'>): Date {
  const noted = new Date(message.headers?.get(FIRST_ARRIVAL) ?? NaN);
  return Number.isNaN(noted.getTime()) ? message.time : noted;
}

/** Longest reason in bytes of ASCII, so that the letter fits beside a body of 900 KiB. */
const MAX_REASON = 400;

export interface DeadLetterCause {
  reason: string;
  /** How often handling it was tried. */
  count: number;
}

/** Puts a message that cannot be handled into the dead letters. Repeating it soon makes no second one. */
export async function buryMessage(link: NatsLink, service: string, durable: string, message: JsMsg, cause: DeadLetterCause): Promise<void> {
  const { stream, streamSequence } = message.info;
  await link.js.publish(deadLetterSubject(service as ServiceName), message.data, {
    msgID: `${stream}.${durable}.${streamSequence}`,
    headers: letterHeaders(service, message, cause),
    timeout: 5_000,
  });
}

function letterHeaders(service: string, message: JsMsg, { reason, count }: DeadLetterCause): MsgHdrs {
  const letter = headers();
  letter.set(DEAD_LETTER_HEADERS.reason, printable(reason).slice(0, MAX_REASON));
  letter.set(DEAD_LETTER_HEADERS.count, String(count));
  letter.set(DEAD_LETTER_HEADERS.subject, message.subject);
  letter.set(DEAD_LETTER_HEADERS.stream, message.info.stream);
  letter.set(DEAD_LETTER_HEADERS.sequence, String(message.info.streamSequence));
  letter.set(DEAD_LETTER_HEADERS.service, service);
  letter.set(DEAD_LETTER_HEADERS.arrived, firstArrival(message).toISOString());
  return letter;
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ');
}
