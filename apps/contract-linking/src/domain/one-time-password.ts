/** What a hash costs on purpose: memory in KiB, passes over it. */
export interface HashCost {
  memoryKib: number;
  passes: number;
}

/** A new one, in clear for its recipient only, and what is stored of it. */
export interface OneTimePassword {
  code: string;
  hash: string;
  cost: HashCost;
}

/**
 * Hashes one-time passwords: slowly, because 59 bit alone would not withstand a stolen database and key for long, and bound to the customer
 * number, so that the same code of another number is another hash. Bounded: who does not fit in is told at once.
 */
export abstract class OneTimePasswordHasher {
  /** Of new ones. */
  abstract readonly cost: HashCost;
  /** Runs a request that will hash, if there is room. @throws DomainError `service-unavailable` with `retryAfter` at once otherwise */
  abstract admit<T>(work: () => Promise<T>): Promise<T>;
  /** Case, spaces and dashes do not matter. */
  abstract hash(customerNumber: string, typed: string, cost?: HashCost): Promise<string>;
}
