import { headers } from '@nats-io/transport-node';
import type { NatsLink } from './nats-link.js';

/** A message that is already committed and must reach the stream, at least once. */
export interface StoredMessage {
  /** The event's id; the stream drops a repetition within its window. */
  id: string;
  subject: string;
  payload: string;
  headers?: Record<string, string>;
}

/** Publishes stored messages; done means acknowledged by the stream. */
export class JetStreamPublisher {
  constructor(private readonly link: NatsLink) {}

  /** @throws Error when the stream did not acknowledge within 5 s, or at once without a connection */
  async publish(message: StoredMessage): Promise<void> {
    if (this.link.status() !== 'connected') throw new Error('no connection to NATS');
    const extra = message.headers && Object.entries(message.headers);
    const letterhead = extra?.length ? headers() : undefined;
    for (const [name, value] of extra ?? []) letterhead!.set(name, value);
    await this.link.js.publish(message.subject, message.payload, { msgID: message.id, timeout: 5_000, ...(letterhead && { headers: letterhead }) });
  }
}
