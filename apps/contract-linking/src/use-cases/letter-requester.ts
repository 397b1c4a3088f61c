import type { Actor, RequestOrigin, Transaction } from '#libs/kernel';
import { aboutCustomer } from './letter-facts.js';

/** Who acts on letters of customers: a support agent (the gateway has checked the role), or an operator at the command line. */
export type LetterRequester = { kind: 'SUPPORT'; accountId: string; origin: RequestOrigin } | { kind: 'OPERATOR' };

/** An act in the words of the audit log, on what and why. */
interface LetterAct {
  name: string;
  customerNumber: string;
  reason: string;
}

export const actorOf = (requester: LetterRequester): Actor => (requester.kind === 'SUPPORT' ? { kind: 'SUPPORT', accountId: requester.accountId } : { kind: 'OPERATOR' });

/** Puts an act on record, numbered with the customer number it was on. */
export function recordAct(requester: LetterRequester, { name, customerNumber, reason }: LetterAct, details: Record<string, unknown>, tx: Transaction): void {
  const origin = requester.kind === 'SUPPORT' ? { origin: requester.origin } : {};
  const action = `${requester.kind.toLowerCase()}.${name}`;
  tx.audit({ action, actor: actorOf(requester), ...aboutCustomer(customerNumber), ...origin, details: { reason, customerNumber, ...details } });
}
