import { describe, expect, it } from '@jest/globals';
import { type LetterEvent, type LetterState, nextState, OPEN_STATES } from './letter-state.js';

const STATES: LetterState[] = ['ORDERED', 'DISPATCHED', 'REDEEMED', 'EXPIRED', 'REPLACED', 'BLOCKED'];
const EVENTS: LetterEvent[] = ['dispatched', 'redeemed', 'expired', 'replaced', 'blocked'];

describe('the states of a letter', () => {
  it('lead from an open one to whatever happens', () => {
    for (const state of OPEN_STATES) {
      expect(EVENTS.map((event) => nextState(state, event))).toEqual(['DISPATCHED', 'REDEEMED', 'EXPIRED', 'REPLACED', 'BLOCKED']);
    }
  });

  it('end for good', () => {
    for (const state of STATES.filter((candidate) => !OPEN_STATES.includes(candidate))) {
      for (const event of EVENTS) expect([state, event, nextState(state, event)]).toEqual([state, event, state]);
    }
  });

  it('are no others', () => {
    expect(() => nextState('LOST' as LetterState, 'redeemed')).toThrow(/redeemed in state LOST/);
    expect(() => nextState('ORDERED', 'eaten' as LetterEvent)).toThrow(/eaten in state ORDERED/);
  });
});
