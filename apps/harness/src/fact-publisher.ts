import { CloudEvent, FACTS, fieldErrorsOf, type FactContract } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { connectNats, JetStreamPublisher, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import type { z } from 'zod';
import type { Endpoints } from './config.js';

/** Publishes facts as the CRM does, with the harness's own NATS user. */
export class FactPublisher {
  private readonly publisher: JetStreamPublisher;

  private constructor(readonly link: NatsLink) {
    this.publisher = new JetStreamPublisher(link);
  }

  static async connect({ nats }: Pick<Endpoints, 'nats'>): Promise<FactPublisher> {
    const logger = createLogger({ service: 'harness', level: 'warn' });
    return new FactPublisher(await connectNats({ ...nats, service: nats.user, logger }));
  }

  /** Publishes one typed fact; `time` defaults to now. Returns the event's id. */
  async publish<F extends FactContract>(contract: F, data: z.input<F['data']>, { id = newId(), time = new Date() } = {}): Promise<string> {
    await this.publishText(contract.type, eventText(contract, data, { id, time }), id);
    return id;
  }

  /** Publishes any text on any subject. */
  async publishText(subject: string, payload: string, id = newId()): Promise<void> {
    await this.publisher.publish({ id, subject, payload });
  }

  close(): Promise<void> {
    return this.link.drain();
  }
}

/** A CloudEvent in structured JSON. */
export function eventText<F extends FactContract>({ type }: F, data: z.input<F['data']>, { id, time }: { id: string; time: Date }): string {
  return JSON.stringify({ specversion: '1.0', id, source: 'harness', type, time: time.toISOString(), datacontenttype: 'application/json', data });
}

/** What is wrong with an event meant for `subject`; empty when nothing is. */
export function faultsOf(subject: string, event: unknown): string[] {
  const contract = FACTS.find(({ type }) => type === subject);
  if (!contract) return [`${subject}: no such fact; known are ${FACTS.filter(({ producer }) => producer === 'crm' || producer === 'staff').map(({ type }) => type).join(', ')}`];
  const envelope = CloudEvent.safeParse(event);
  if (!envelope.success) return fieldErrorsOf(envelope.error, event).map(({ field, rule }) => `${field}: ${rule}`);
  const data = contract.data.safeParse(envelope.data.data);
  const typeFault = envelope.data.type === subject ? [] : [`type: must be ${subject}`];
  return data.success ? typeFault : [...typeFault, ...fieldErrorsOf(data.error, envelope.data.data).map(({ field, rule }) => `data.${field}: ${rule}`)];
}
