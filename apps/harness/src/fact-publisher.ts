import { CloudEvent, FACTS, fieldErrorsOf, type FactContract } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { connectNats, JetStreamPublisher, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import type { z } from 'zod';
import type { Endpoints } from './config.js';

/** An event that its contract does not allow; nothing was published. */
export class ContractBroken extends Error {
  /** `faults`: one line each, the field first. */
  constructor(readonly faults: readonly string[]) {
    super(`Not published, the event breaks its contract:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Publishes facts as the CRM does, with the harness's own NATS user. */
export class FactPublisher {
  private readonly publisher: JetStreamPublisher;

  private constructor(readonly link: NatsLink) {
    this.publisher = new JetStreamPublisher(link);
  }

  /** Waits for a server that is not there yet. */
  static async connect({ nats }: Pick<Endpoints, 'nats'>): Promise<FactPublisher> {
    const logger = createLogger({ service: 'harness', level: 'warn' });
    return new FactPublisher(await connectNats({ ...nats, service: nats.user, logger }));
  }

  /** Publishes one typed fact; `time` defaults to now. Returns the event's id. @throws ContractBroken; Error when the stream did not acknowledge within 5 s */
  async publish<F extends FactContract>(contract: F, data: z.input<F['data']>, { id = newId(), time = new Date() } = {}): Promise<string> {
    const checked = contract.data.safeParse(data);
    if (!checked.success) throw new ContractBroken(dataFaults(checked.error, data));
    await this.publishText(contract.type, eventText(contract, data, { id, time }), id);
    return id;
  }

  /** Publishes an event that somebody else has written, as its producer would. @throws ContractBroken; Error when the stream did not acknowledge within 5 s */
  async publishEvent(subject: string, event: unknown): Promise<void> {
    const faults = faultsOf(subject, event);
    if (faults.length > 0) throw new ContractBroken(faults);
    await this.publishText(subject, JSON.stringify(event), (event as { id: string }).id);
  }

  /** Publishes any text on any subject that the harness may publish on. The stream drops a second one with the same `id` for two minutes. */
  async publishText(subject: string, payload: string, id = newId()): Promise<void> {
    await this.publisher.publish({ id, subject, payload });
  }

  /** Sends what is buffered and ends the connection. */
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
  return data.success ? typeFault : [...typeFault, ...dataFaults(data.error, envelope.data.data)];
}

const dataFaults = (error: z.ZodError, data: unknown): string[] => fieldErrorsOf(error, data).map(({ field, rule }) => `data.${field}: ${rule}`);
