import { randomBytes } from 'node:crypto';
import { newId } from './ids.js';
import type { WrittenFact } from './outgoing.js';

/** What travels with every request, from the edge to the last write. Passed explicitly: async-local storage is dear on Node 20. */
export interface Call {
  correlationId: string;
  /** W3C trace context: the caller's, or one that begins here. */
  traceparent: string;
  /** Epoch milliseconds after which nobody waits for the answer any more; work that must go on sets a later one for itself. */
  deadline: number;
  idempotency?: IdempotencyKey;
  /** Facts committed while serving this call, in order. */
  facts: WrittenFact[];
}

/** `scope` is account and route; `fingerprint` a hash of the body. */
export interface IdempotencyKey {
  key: string;
  scope: string;
  fingerprint: string;
}

/** A call with `timeoutMs` left, continuing `from` where given (an earlier deadline wins). */
export function newCall(timeoutMs: number, from: Partial<Call> = {}): Call {
  const deadline = Date.now() + timeoutMs;
  const correlationId = from.correlationId ?? newId();
  return {
    correlationId,
    traceparent: from.traceparent ?? newTraceparent(correlationId),
    deadline: from.deadline === undefined ? deadline : Math.min(deadline, from.deadline),
    ...(from.idempotency && { idempotency: from.idempotency }),
    facts: [],
  };
}

/** For what changes many documents: a fact for each of thousands has no room in the answer, and nobody there has a use for it. */
export const withoutFacts = (call: Call): Call => ({ ...call, facts: [] });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A trace of its own, not sampled. Its id is the correlation id where that is a UUID, so that either finds the other. */
function newTraceparent(correlationId: string): string {
  const traceId = UUID.test(correlationId) ? correlationId.replaceAll('-', '') : randomBytes(16).toString('hex');
  return `00-${traceId}-${randomBytes(8).toString('hex')}-00`;
}
