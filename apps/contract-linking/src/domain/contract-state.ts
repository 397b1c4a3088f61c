import type { ContractFact, Product } from './contract-fact.js';

/** A contract from its opening to its end. An access number may live several times, one after the other. */
export interface Life {
  /** 1 for the first life of this access number. */
  number: number;
  customerNumber: string;
  product: Product;
  validFrom: Date;
  /** Whether it has come is decided by whoever reads. */
  terminatedAt?: Date;
  /** When the life before this one ended. */
  previousEnd?: Date;
}

export const isOver = ({ terminatedAt }: Life, at: Date): boolean => terminatedAt !== undefined && terminatedAt <= at;

/** Drawn in contract-state.md. */
export type ContractState =
  | { status: 'UNKNOWN' }
  | { status: 'FORETOLD'; terminatedAt: Date }
  | { status: 'ACTIVE'; life: Life }
  | { status: 'ENDED'; life: Life & { terminatedAt: Date } };

type Steps = {
  [S in ContractState['status']]: {
    [K in ContractFact['kind']]: (state: Extract<ContractState, { status: S }>, fact: Extract<ContractFact, { kind: K }>) => ContractState;
  };
};

const STEPS: Steps = {
  UNKNOWN: {
    provisioned: (_, fact) => active(lifeOf(fact, { number: 1 })),
    terminated: (_, { terminatedAt }) => ({ status: 'FORETOLD', terminatedAt }),
  },
  FORETOLD: {
    provisioned: ({ terminatedAt }, fact) => {
      const life = lifeOf(fact, { number: 1 });
      return fact.validFrom > terminatedAt ? active(life) : ended(life, terminatedAt);
    },
    terminated: (_, { terminatedAt }) => ({ status: 'FORETOLD', terminatedAt }),
  },
  ACTIVE: {
    // Corrected, or moved to another customer number: still the same life.
    provisioned: ({ life }, fact) => active(lifeOf(fact, life)),
    terminated: ({ life }, { terminatedAt }) => ended(life, terminatedAt),
  },
  ENDED: {
    provisioned: ({ life }, fact) => {
      const previousEnd = life.terminatedAt;
      return fact.validFrom > previousEnd ? active(lifeOf(fact, { number: life.number + 1, previousEnd })) : ended(lifeOf(fact, life), previousEnd);
    },
    terminated: ({ life }, { terminatedAt }) => ended(life, terminatedAt),
  },
};

/** What one more fact makes of a state; facts come in the order of their stamps. */
export function step(state: ContractState, fact: ContractFact): ContractState {
  return STEPS[state.status][fact.kind](state as never, fact as never);
}

/** The life that counts now, if there is any. */
export function lifeIn(state: ContractState): Life | undefined {
  return 'life' in state ? state.life : undefined;
}

function lifeOf({ customerNumber, product, validFrom }: Extract<ContractFact, { kind: 'provisioned' }>, { number, previousEnd }: Pick<Life, 'number' | 'previousEnd'>): Life {
  return { number, customerNumber, product, validFrom, ...(previousEnd && { previousEnd }) };
}

const active = (life: Life): ContractState => ({ status: 'ACTIVE', life });
const ended = (life: Life, terminatedAt: Date): ContractState => ({ status: 'ENDED', life: { ...life, terminatedAt } });
