import type { FactContract } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import type { z } from 'zod';
import type { AnyFactHandler, FactHandler } from './fact-handler.js';
import type { Fact } from './fact-reader.js';

/** Effect of many facts, of one kind or of several, in one transaction: on all of them or on none. */
export type BatchEffect<Item> = (items: readonly Item[], call: Call) => Promise<void>;

/** What a fact says, and the call that continues its trace. */
export type ItemOf<C extends { data: z.ZodObject }, Item> = (fact: Fact<z.output<C['data']>>, call: Call) => Item;

/** How a handler takes part in a batch. Handlers with the same `apply` share it. */
export interface Batched {
  itemOf(fact: Fact<never>, call: Call): unknown;
  apply: BatchEffect<never>;
}

/** A handler of facts that may be taken many at a time; one by itself is a batch of one. */
export function batchedHandlerOf<C extends FactContract, Item>(contract: C, itemOf: ItemOf<C, Item>, apply: BatchEffect<Item>): AnyFactHandler {
  const handle: FactHandler<C>['handle'] = (fact, call) => apply([itemOf(fact, call)], call);
  return { contract, handle, batched: { itemOf, apply } };
}
