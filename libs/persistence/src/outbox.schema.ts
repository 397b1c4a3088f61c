import { type Call, newId, type NewDelivery, type NewFact, type WrittenFact } from '#libs/kernel';

export const OUTBOX = 'outbox';

/** Rows stay replayable for this long after they were published. */
export const OUTBOX_RETENTION_MS = 14 * 24 * 3_600_000;

/** For so long a row belongs to the process that took it; later any other may publish it. */
export const OUTBOX_LEASE_MS = 5000;

/** A message that was committed together with the change it tells of. */
export interface OutboxRow {
  /** The event's id; a delivery's cause id. */
  _id: string;
  kind: 'fact' | 'delivery' | 'bundle';
  /** Subject on the bus. */
  subject: string;
  /** What it is about; rows of one key are published in order. */
  key: string;
  /** CloudEvents JSON, without the secret of a delivery. */
  payload: string;
  headers: Record<string, string>;
  /** JWE; kept apart so that it can be wiped once it has been delivered. */
  secret?: string;
  createdAt: Date;
  attempts: number;
  /** Facts that were committed together: one document for many, each published by itself, in the order of its own key. */
  members?: OutboxMember[];
  /** In memory: the bundle that it is a member of. */
  bundle?: string;
  /** Absent once published. */
  leaseUntil?: Date;
  /** Which sweep took it. */
  owner?: string;
  publishedAt?: Date;
  expireAt?: Date;
}

export type OutboxMember = Pick<OutboxRow, '_id' | 'subject' | 'key' | 'payload' | 'headers'>;

/** Facts of one document of the outbox. */
const BUNDLE_SIZE = 250;

/** What is handed to the bus; `id` is also the id against duplicates. */
export interface OutboxMessage {
  id: string;
  subject: string;
  payload: string;
  headers: Record<string, string>;
}

/** Where committed messages go. Resolves once the bus has stored the message. */
export interface OutboxPublisher {
  publish(message: OutboxMessage): Promise<void>;
}

export function writtenFact(fact: NewFact, service: string, now: Date): WrittenFact {
  return { ...fact, id: newId(), time: now.toISOString(), source: `bsp/${service}` };
}

export function rowOfFact(fact: WrittenFact, call: Call): OutboxRow {
  const attributes = { id: fact.id, source: fact.source, type: fact.type, time: fact.time, subject: fact.subject };
  const payload = cloudEvent({ ...attributes, sequence: String(fact.sequence) }, fact.data, call);
  return row('fact', fact.id, fact.type, fact.subject, payload, call);
}

/** Rows of facts as they are stored: many of them in few documents. */
export function bundlesOf(rows: readonly OutboxRow[]): OutboxRow[] {
  const bundles: OutboxRow[] = [];
  for (let at = 0; at < rows.length; at += BUNDLE_SIZE) {
    const members = rows.slice(at, at + BUNDLE_SIZE);
    const { _id, createdAt, leaseUntil } = members[0]!;
    const stored = members.map(({ _id: id, subject, key, payload, headers }) => ({ _id: id, subject, key, payload, headers }));
    bundles.push({ _id, kind: 'bundle', subject: '', key: '', payload: '', headers: {}, members: stored, createdAt, leaseUntil: leaseUntil!, attempts: 0 });
  }
  return bundles;
}

/** What a bundle stands for, in order. */
export function membersOf({ _id, members = [], createdAt }: OutboxRow): OutboxRow[] {
  return members.map((member) => ({ ...member, kind: 'fact', bundle: _id, createdAt, attempts: 0 }));
}

/** The fact that a row was made of. */
export function factIn({ payload }: Pick<OutboxRow, 'payload'>): WrittenFact {
  const { id, source, type, time, subject, sequence, data } = JSON.parse(payload) as Omit<WrittenFact, 'sequence'> & { sequence: string };
  return { id, source, type, time, subject, sequence: Number(sequence), data };
}

export function rowOfDelivery(delivery: NewDelivery, service: string, now: Date, call: Call): OutboxRow {
  const id = newId();
  const attributes = { id, source: `bsp/${service}`, type: delivery.type, time: now.toISOString(), subject: delivery.subject };
  const payload = cloudEvent(attributes, delivery.data, call);
  return { ...row('delivery', id, delivery.type, delivery.subject, payload, call), secret: delivery.secret };
}

/** Undefined when there is nothing left to deliver: the secret has been wiped. */
export function messageOf(row: OutboxRow): OutboxMessage | undefined {
  const message = { id: row._id, subject: row.subject, headers: row.headers };
  if (row.kind === 'fact') return { ...message, payload: row.payload };
  if (row.secret === undefined) return undefined;
  const event = JSON.parse(row.payload) as { data: object };
  return { ...message, payload: JSON.stringify({ ...event, data: { ...event.data, secret: row.secret } }) };
}

function cloudEvent(attributes: Record<string, string>, data: object, call: Call): string {
  const trace = call.traceparent === undefined ? {} : { traceparent: call.traceparent };
  return JSON.stringify({ specversion: '1.0', ...attributes, datacontenttype: 'application/json', ...trace, data });
}

// Leases are held against the machine's clock, not the domain's: it is the relay's processes that agree on them.
function row(kind: OutboxRow['kind'], id: string, subject: string, key: string, payload: string, call: Call): OutboxRow {
  const headers = { 'bsp-correlation-id': call.correlationId, ...(call.traceparent && { traceparent: call.traceparent }) };
  const now = Date.now();
  return { _id: id, kind, subject, key, payload, headers, createdAt: new Date(now), leaseUntil: new Date(now + OUTBOX_LEASE_MS), attempts: 0 };
}
