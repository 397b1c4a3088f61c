import type { Life } from './contract-state.js';

/** A contract as it is seen outside: what was told of it. */
export interface SeenContract {
  accessNumber: string;
  life: Life;
}

export const hasEnded = ({ life }: SeenContract, now: Date): boolean => life.terminatedAt !== undefined && life.terminatedAt <= now;

/** Begun and not ended. */
export const isActive = (contract: SeenContract, now: Date): boolean => contract.life.validFrom <= now && !hasEnded(contract, now);
