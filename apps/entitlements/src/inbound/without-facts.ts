import type { Call } from '#libs/kernel';

/** For what changes many contracts: a fact for each of thousands of contracts has no room in the answer, and nobody there has a use for it. */
export const withoutFacts = (call: Call): Call => ({ ...call, facts: [] });
