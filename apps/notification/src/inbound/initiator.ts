import type { Actor } from '#libs/kernel';
import type { Initiator } from '../domain/mail-content.js';

/** Who did something, in the words of a mail: what the system or the CRM does is the operator's doing. */
export function initiatorOf({ kind }: Pick<Actor, 'kind'>): Initiator {
  return kind === 'CRM' || kind === 'SYSTEM' ? 'OPERATOR' : kind;
}

/** Whoever shared or took rights in person: the giver, not somebody from further up, nor the receiver. */
export function isGiver({ kind, accountId }: { kind: Actor['kind']; accountId?: string | undefined }, giver: string | undefined, receiver: string): boolean {
  const isPerson = kind === 'SELF' || kind === 'MASTER';
  return isPerson && accountId !== receiver && (giver === undefined || accountId === undefined || accountId === giver);
}

/** The same for what may follow from the end of a right, or from what somebody else did to it: then nobody is named. */
export function initiatorOfConsequence({ kind, accountId }: { kind: Actor['kind']; accountId?: string | undefined }, holder: string): Initiator | undefined {
  if (kind === 'CRM' || kind === 'SYSTEM') return undefined;
  return kind === 'SELF' && accountId !== undefined && accountId !== holder ? undefined : kind;
}
