import type { Transaction } from '#libs/kernel';
import type { Account } from './account.js';
import type { SignInChallenge } from './sign-in-challenge.js';

export abstract class SignInChallengeStore {
  /** Adds it, and counts it among what is told of its account; undefined unless that one is active and its password still the same. */
  abstract begin(challenge: SignInChallenge, passwordHash: string, tx: Transaction): Promise<Account | undefined>;
  /** Counts a try by itself, before anything is compared; the challenge as it is afterwards. Unknown ones are counted by the same write. */
  abstract countTry(id: string, now: Date): Promise<SignInChallenge>;
  /** Spends it if it is unused and has not expired; false when somebody or the time was faster. */
  abstract spend(id: string, now: Date, tx: Transaction): Promise<boolean>;
}
