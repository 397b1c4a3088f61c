import type { Actor } from '#libs/kernel';

/** An account is connected with a customer number, from its one-time password to the end. Drawn in link-state.md. */
export interface CustomerLink {
  id: string;
  accountId: string;
  customerNumber: string;
  /** Whose one-time password it was. */
  letterId: string;
  linkedAt: Date;
  endedAt?: Date;
  /** Kept since links are listed for operators. */
  endedBy?: Actor;
}

/** How long after the connecting somebody may send the same request once more (ms). */
const REPEATABLE_MS = 10 * 60_000;

export const mayBeRepeated = ({ linkedAt }: CustomerLink, now: Date): boolean => now.getTime() - linkedAt.getTime() < REPEATABLE_MS;

/** Of the accounts that were connected with the number before, at most so many are told by e-mail. */
export const MOST_TOLD = 100;
