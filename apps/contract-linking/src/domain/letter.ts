import { DomainError, newId } from '#libs/kernel';
import { ONE_TIME_PASSWORD_HOTLINE } from './hotline.js';
import { type LetterEvent, type LetterState, nextState, OPEN_STATES } from './letter-state.js';
import type { LetterChannel, LetterRequest } from './letter-request.js';
import type { HashCost, OneTimePassword } from './one-time-password.js';

/** A one-time password on its way to somebody: enough to recognize it, not enough to use it. To whom it goes is not kept here. */
export interface Letter {
  id: string;
  customerNumber: string;
  channel: LetterChannel;
  locale: LetterRequest['locale'];
  /** Bound to the customer number. */
  hash: string;
  cost: HashCost;
  state: LetterState;
  /** Grows by one with every fact told of it: the sequence of the facts out. */
  version: number;
  issuedAt: Date;
  expiresAt: Date;
  /** When it was written into the print spool, or the mail server took it. */
  dispatchedAt?: Date;
  /** Ordered by the hotline or an operator, not by the CRM. */
  isReissue: boolean;
  /** Under which notification reports what became of it. */
  causeId: string;
}

/** Two facts are told of a new letter at once: that its one-time password was made, and its state. */
const TOLD_AT_FIRST = 2;

export type LetterOrder = Pick<Letter, 'customerNumber' | 'channel' | 'locale' | 'isReissue'>;

/** How long a one-time password is good, in ms. */
export class LetterTimes {
  constructor(private readonly lifetime: number) {}

  newLetter(order: LetterOrder, { hash, cost }: OneTimePassword, now: Date): Omit<Letter, 'causeId'> {
    const { customerNumber, channel, locale, isReissue } = order;
    const expiresAt = new Date(now.getTime() + this.lifetime);
    return { id: newId(), customerNumber, channel, locale, hash, cost, state: 'ORDERED', version: TOLD_AT_FIRST, issuedAt: now, expiresAt, isReissue };
  }
}

/** The state as whoever reads it now must see it. */
export function stateAt(letter: Pick<Letter, 'state' | 'expiresAt'>, now: Date): LetterState {
  return OPEN_STATES.includes(letter.state) && now >= letter.expiresAt ? nextState(letter.state, 'expired') : letter.state;
}

export const isOpen = (letter: Letter, now: Date): boolean => OPEN_STATES.includes(stateAt(letter, now));

/** The letter after something has happened to it; the same one when that changes nothing. What was open for too long has expired first. */
export function after(letter: Letter, event: LetterEvent, now: Date): Letter {
  const state = nextState(stateAt(letter, now), event);
  return state === letter.state ? letter : { ...letter, state, version: letter.version + 1 };
}

/** @throws DomainError `code-invalid`, `code-used`, `code-expired` with the hotline; nothing for one that can be redeemed */
export function assertRedeemable(letter: Letter | undefined, now: Date): asserts letter is Letter {
  if (!letter) throw refusal('code-invalid');
  const state = stateAt(letter, now);
  if (state === 'REDEEMED') throw refusal('code-used');
  if (!OPEN_STATES.includes(state)) throw refusal('code-expired');
}

export function refusal(code: 'code-invalid' | 'code-used' | 'code-expired'): DomainError {
  return new DomainError(code, { params: { hotline: ONE_TIME_PASSWORD_HOTLINE } });
}
