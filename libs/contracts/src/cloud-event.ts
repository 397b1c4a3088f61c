import { z } from 'zod';

/** The envelope of every fact in and out: CloudEvents 1.0, structured JSON. Unknown attributes are extensions and pass. */
export const CloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(256),
  source: z.string().min(1).max(512),
  type: z.string().min(1).max(256),
  data: z.record(z.string(), z.unknown()),
  time: z.iso.datetime({ offset: true }).optional(),
  subject: z.string().max(256).optional(),
  datacontenttype: z.string().regex(/^application\/(json|[\w.-]+\+json)\s*(;.*)?$/i).optional(),
  traceparent: z.string().max(256).optional(),
  /** CloudEvents sequence extension; on our own facts the version of the aggregate named in `subject`, as a decimal string. */
  sequence: z.string().max(64).optional(),
});

export type CloudEvent = z.output<typeof CloudEvent>;

/** A fact further ahead of the receiver's clock than this is malformed. */
export const MAX_CLOCK_SKEW_MS = 5 * 60_000;

/** The attributes of an event; null means absent, as the JSON format of CloudEvents says. */
export function attributesOf(message: unknown): unknown {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return message;
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null));
}
