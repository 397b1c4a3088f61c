import type { ContractFact } from './contract-fact.js';
import { type ContractLog, EMPTY_LOG, remember, stateOf } from './contract-log.js';
import { type ContractNews, newsOf } from './contract-news.js';
import { type Life, lifeIn } from './contract-state.js';
import { type Customer, isFixedLine } from './customer.js';

/** Everything known of one access number, and what the other services were told of it. */
export interface Contract {
  accessNumber: string;
  log: ContractLog;
  told?: Life;
  /** Grows by one with everything told: the sequence of the facts out. */
  version: number;
}

export interface NumberedNews {
  news: ContractNews;
  version: number;
}

export const newContract = (accessNumber: string): Contract => ({ accessNumber, log: EMPTY_LOG, version: 0 });

/** With one more fact; the same contract when that fact changes nothing. */
export function withFact(contract: Contract, fact: ContractFact): Contract {
  const log = remember(contract.log, fact);
  return log === contract.log ? contract : { ...contract, log };
}

/** Whose it is now; undefined while only its end is known. */
export const ownerOf = (contract: Contract): string | undefined => lifeIn(stateOf(contract.log))?.customerNumber;

/** Brings the other services' picture up to date. `customer` is the owner; `at` is when the fact happened that made it necessary. */
export function tell(contract: Contract, customer: Customer | undefined, at: Date): { contract: Contract; told: NumberedNews[] } {
  const next = customer && isFixedLine(customer) ? lifeIn(stateOf(contract.log)) : undefined;
  const news = newsOf(contract.told, next, at);
  const nowTold = next ?? news.at(-1)?.life ?? contract.told;
  const told = news.map((item, index) => ({ news: item, version: contract.version + index + 1 }));
  return { contract: { ...contract, ...(nowTold && { told: nowTold }), version: contract.version + news.length }, told };
}
