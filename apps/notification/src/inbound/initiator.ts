import type { Actor } from '#libs/kernel';
import type { Initiator } from '../domain/mail-content.js';

/** Who did something, in the words of a mail: what the system or the CRM does is the operator's doing. */
export function initiatorOf({ kind }: Pick<Actor, 'kind'>): Initiator {
  return kind === 'CRM' || kind === 'SYSTEM' ? 'OPERATOR' : kind;
}
