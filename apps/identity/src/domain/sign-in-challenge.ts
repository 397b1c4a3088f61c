import { newId } from '#libs/kernel';
import type { KeptDigits, SignInCodes } from './one-time-digits.js';

/** A sign-in in the OTP procedure whose password was right and whose one-time code is still to come. */
export interface SignInChallenge extends KeptDigits {
  id: string;
  accountId: string;
}

/** A code is worth something for its sign-in only, and only while the password is the one that was right then. */
export const purposeOfSignIn = (challengeId: string, passwordHash: string): string => `${challengeId}\n${passwordHash}`;

/** A challenge and the digits that answer it. */
export function newChallenge(accountId: string, passwordHash: string, codes: SignInCodes, now: Date): { digits: string; challenge: SignInChallenge } {
  const id = newId();
  const { digits, kept } = codes.make(purposeOfSignIn(id, passwordHash), now);
  return { digits, challenge: { id, accountId, ...kept } };
}

/** Stands for a challenge that nobody was given: its tries are counted like all others, and no code answers it. */
export function nobodysChallenge(id: string, tries: number): SignInChallenge {
  return { id, accountId: '', hash: '', expiresAt: new Date(0), tries };
}
