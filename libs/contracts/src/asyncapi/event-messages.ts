import { z } from 'zod';
import { CloudEvent } from '../cloud-event.js';
import type { DeliveryContract, FactContract } from '../fact.js';
import { jsonSchemaOf } from './json-schema.js';

/** What our own services always write besides the attributes that everybody must. */
const FromService = CloudEvent.required({ time: true, subject: true, datacontenttype: true });
const FactFromService = FromService.required({ sequence: true });

export function factMessage({ type, producer, stream, data }: FactContract): object {
  const fromOutside = producer === 'crm' || producer === 'staff';
  const envelope = fromOutside ? CloudEvent : FactFromService;
  return event(type, `A fact of ${producer} in the stream ${stream}.`, envelope.extend({ type: z.literal(type), data }));
}

export function deliveryMessage({ type, messageType, data }: DeliveryContract): object {
  return event(type, `A message of the kind ${messageType} for a person; what it must not show is encrypted for notification.`, FromService.extend({ type: z.literal(type), data }));
}

function event(name: string, summary: string, schema: z.ZodType): object {
  return {
    name,
    summary,
    contentType: 'application/cloudevents+json',
    headers: { type: 'object', properties: { 'Nats-Msg-Id': { type: 'string', description: 'The id of the event.' } } },
    payload: jsonSchemaOf(schema),
  };
}
