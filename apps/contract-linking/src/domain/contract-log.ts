import type { ContractFact } from './contract-fact.js';
import { type ContractState, step } from './contract-state.js';
import { compareStamps, type Stamp } from './stamp.js';

/** The facts of one contract, sorted by stamp, so that a late one finds its place. The oldest of many are kept as what they came to. */
export interface ContractLog {
  facts: ContractFact[];
  base?: { state: ContractState; upTo: Stamp };
}

export const EMPTY_LOG: ContractLog = { facts: [] };

/** From this many facts on, the older half becomes the base; a fact from before the base comes too late to count. */
export const MOST_FACTS = 64;

/** The log with one more fact; the same log when that fact is known, or too late. */
export function remember(log: ContractLog, fact: ContractFact): ContractLog {
  if (log.base && compareStamps(fact, log.base.upTo) <= 0) return log;
  if (log.facts.some((known) => known.id === fact.id)) return log;
  return compact({ ...log, facts: [...log.facts, fact].sort(compareStamps) });
}

/** What all facts together say. The same facts say the same in whatever order, and however often, they came. */
export function stateOf(log: ContractLog): ContractState {
  return log.facts.reduce(step, log.base?.state ?? { status: 'UNKNOWN' });
}

function compact(log: ContractLog): ContractLog {
  if (log.facts.length <= MOST_FACTS) return log;
  const old = log.facts.slice(0, MOST_FACTS / 2);
  const { time, id } = old.at(-1)!;
  const state = stateOf({ ...log, facts: old });
  return { base: { state, upTo: { time, id } }, facts: log.facts.slice(old.length) };
}
