/** Drawn in letter-state.md. */
export type LetterState = 'ORDERED' | 'DISPATCHED' | 'REDEEMED' | 'EXPIRED' | 'REPLACED' | 'BLOCKED';

export type LetterEvent = 'dispatched' | 'redeemed' | 'expired' | 'replaced' | 'blocked';

const ENDS = { redeemed: 'REDEEMED', expired: 'EXPIRED', replaced: 'REPLACED', blocked: 'BLOCKED' } as const;

/** What has ended stays as it ended, also when the news that it was sent comes later. */
const stays = <S extends LetterState>(state: S) => ({ dispatched: state, redeemed: state, expired: state, replaced: state, blocked: state });

const STEPS: Record<LetterState, Record<LetterEvent, LetterState>> = {
  ORDERED: { dispatched: 'DISPATCHED', ...ENDS },
  DISPATCHED: { dispatched: 'DISPATCHED', ...ENDS },
  REDEEMED: stays('REDEEMED'),
  EXPIRED: stays('EXPIRED'),
  REPLACED: stays('REPLACED'),
  BLOCKED: stays('BLOCKED'),
};

/** @throws TypeError for a state or an event that there is not */
export function nextState(state: LetterState, event: LetterEvent): LetterState {
  const next = STEPS[state]?.[event];
  if (next === undefined) throw new TypeError(`a letter cannot be ${event} in state ${state}`);
  return next;
}

/** States in which a one-time password can still be redeemed, if its time is not over. */
export const OPEN_STATES: readonly LetterState[] = ['ORDERED', 'DISPATCHED'];
