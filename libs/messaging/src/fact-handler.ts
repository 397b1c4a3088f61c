import type { FactContract } from '#libs/contracts';
import { DomainError, newCall, type Call, type WrittenFact } from '#libs/kernel';
import type { z } from 'zod';
import type { Batched } from './batched-handler.js';
import type { Fact, ReadableContract } from './fact-reader.js';

/** What a service does on one kind of fact or delivery. Must be idempotent by `fact.id`: the same may come again. */
export interface FactHandler<C extends { type: string; data: z.ZodObject } = FactContract> {
  contract: C;
  handle(fact: Fact<z.output<C['data']>>, call: Call): Promise<void>;
}

/** A handler whatever its contract, as consumers keep it. */
export interface AnyFactHandler {
  contract: ReadableContract;
  // Method syntax on purpose: handlers of any data fit.
  handle(fact: Fact<never>, call: Call): Promise<void>;
  /** Where many may be taken at a time. */
  batched?: Batched;
}

/** Joins a contract with its effect, typed. */
export function handlerOf<C extends { type: string; data: z.ZodObject }>(contract: C, handle: FactHandler<C>['handle']): FactHandler<C> {
  return { contract, handle };
}

/** Milliseconds that handling one fact may take. */
export const FACT_TIMEOUT = 20_000;

/**
 * The answer to `apply-facts`: runs the consumer's own handlers on facts that a reply carried. What nothing here handles is skipped.
 * @throws DomainError `validation-failed` for a fact that breaks its contract; whatever a handler throws
 */
export function applyFacts(handlers: readonly AnyFactHandler[]): (facts: readonly WrittenFact[], call: Call) => Promise<void> {
  const byType = new Map(handlers.map((handler) => [handler.contract.type, handler]));
  return async (facts, call) => {
    for (const written of facts) {
      const handler = byType.get(written.type);
      if (handler) await handler.handle(toFact(handler, written) as Fact<never>, call);
    }
  };
}

function toFact(handler: AnyFactHandler, written: WrittenFact): Fact {
  const data = handler.contract.data.safeParse(written.data);
  if (!data.success) throw new DomainError('validation-failed', { errors: [{ field: 'facts', rule: 'format' }] });
  const { id, type, source, subject, sequence, time } = written;
  return { id, type, source, subject, sequence, time: new Date(time), data: data.data };
}

/** The call under which a fact is handled: it continues the trace of whoever caused it. */
export function callForFact(fact: Fact): Call {
  return newCall(FACT_TIMEOUT, { correlationId: fact.id, ...(fact.traceparent && { traceparent: fact.traceparent }) });
}
