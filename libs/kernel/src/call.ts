import type { WrittenFact } from './transaction.js';
import { newId } from './ids.js';

/** What travels with every request, from the edge to the last write. Passed explicitly: async-local storage is dear on Node 20. */
export interface Call {
  correlationId: string;
  /** W3C trace context, when the caller sent one. */
  traceparent?: string;
  /** Epoch milliseconds after which nobody waits for the answer any more. */
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
  return {
    correlationId: from.correlationId ?? newId(),
    ...(from.traceparent && { traceparent: from.traceparent }),
    deadline: from.deadline === undefined ? deadline : Math.min(deadline, from.deadline),
    ...(from.idempotency && { idempotency: from.idempotency }),
    facts: [],
  };
}
