import { z } from 'zod';
import type { CommandContract } from '../command.js';
import { jsonSchemaOf } from './json-schema.js';

const FieldFault = z.object({ field: z.string(), rule: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])).optional() });
const Refusal = z.object({
  code: z.string(),
  kind: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  errors: z.array(FieldFault).optional(),
});

/** A request as a plain NATS client writes it; without an `id` it is not answered. */
export function requestMessage({ subject, request, timeoutMs }: CommandContract): object {
  const schema = z.object({ pattern: z.literal(subject), data: request, id: z.union([z.string(), z.number()]) });
  return {
    name: subject,
    summary: `A request; whoever asks waits ${timeoutMs} ms at most.`,
    headers: { type: 'object', properties: { 'bsp-deadline': { type: 'string', description: 'Epoch milliseconds after which nobody waits any more.' }, 'bsp-correlation-id': { type: 'string' }, traceparent: { type: 'string' } } },
    payload: jsonSchemaOf(schema),
  };
}

export function replyMessage({ subject, reply }: CommandContract): object {
  const id = z.union([z.string(), z.number()]);
  const schema = z.union([z.object({ response: reply, isDisposed: z.literal(true), id }), z.object({ err: Refusal, isDisposed: z.literal(true), id })]);
  return { name: `${subject}.reply`, summary: 'The answer, or the refusal with its code.', payload: jsonSchemaOf(schema) };
}
