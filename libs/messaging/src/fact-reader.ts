import { attributesOf, CloudEvent, MAX_CLOCK_SKEW_MS } from '#libs/contracts';
import type { z } from 'zod';
import { readJson } from './wire.js';

/** A fact as a handler gets it. `time` is when it happened, or arrived when the producer did not say. */
export interface Fact<Data = Record<string, unknown>> {
  id: string;
  type: string;
  source: string;
  time: Date;
  /** The aggregate it speaks of; its key where the producer names none. */
  subject: string;
  /** Version of that aggregate, on facts of our own services. */
  sequence?: number;
  traceparent?: string;
  data: Data;
}

/** What the reader must know of a fact or a delivery. */
export interface ReadableContract {
  type: string;
  data: z.ZodObject;
  // Method syntax: a contract of narrower data fits as well.
  keyOf?(data: Record<string, unknown>): string;
}

export type Unhandleable = 'unreadable' | 'wrong-schema' | 'unknown-type' | 'time-ahead';

export type Reading = { fact: Fact; key: string } | { fault: Unhandleable; detail: string };

/** When a message arrived, and when it did for the first time (earlier, if it is a replay): the time of a fact that names none. */
export interface Arrival {
  now: Date;
  first: Date;
}

/** Reads a fact from any bytes; never throws. */
export function readFact(subject: string, bytes: Uint8Array, arrival: Arrival, contractOf: (type: string) => ReadableContract | undefined): Reading {
  const contract = contractOf(subject);
  if (!contract) return { fault: 'unknown-type', detail: 'nothing here handles this subject' };
  const message = readJson(bytes);
  if (message === undefined) return { fault: 'unreadable', detail: 'not JSON in UTF-8' };
  const envelope = CloudEvent.safeParse(attributesOf(message));
  if (!envelope.success) return { fault: 'wrong-schema', detail: placesOf(envelope.error) };
  if (envelope.data.type !== subject) return { fault: 'wrong-schema', detail: 'type is not the subject' };
  const data = contract.data.safeParse(envelope.data.data);
  if (!data.success) return { fault: 'wrong-schema', detail: `data: ${placesOf(data.error)}` };
  const { id, type, source, sequence, traceparent } = envelope.data;
  const time = envelope.data.time === undefined ? arrival.first : new Date(envelope.data.time);
  if (time.getTime() > arrival.now.getTime() + MAX_CLOCK_SKEW_MS) return { fault: 'time-ahead', detail: 'time is in the future' };
  const key = contract.keyOf?.(data.data) ?? envelope.data.subject ?? id;
  const order = { ...(sequence !== undefined && VERSION.test(sequence) && { sequence: Number(sequence) }), ...(traceparent !== undefined && { traceparent }) };
  return { key, fact: { id, type, source, time, subject: envelope.data.subject ?? key, ...order, data: data.data } };
}

/** A sequence of ours; other producers may count as they like. */
const VERSION = /^\d{1,15}$/;

/** Where and how a message breaks its schema; never its values, they may be private. */
function placesOf(error: z.ZodError): string {
  const places = error.issues.slice(0, 5).map((issue) => `${issue.path.map(String).join('.').slice(0, 80) || '(root)'} ${issue.code}`);
  return places.join('; ');
}
