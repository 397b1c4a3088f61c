import { isOver, type Life } from './contract-state.js';

/** A contract as it is seen outside: what was told of it. */
export interface SeenContract {
  accessNumber: string;
  life: Life;
}

/** Begun and not ended. */
export const isActive = ({ life }: SeenContract, now: Date): boolean => life.validFrom <= now && !isOver(life, now);
