import { z } from 'zod';
import { command } from '../command.js';
import { Instant, Origin, PasswordText, RequiredAction, Role, UsernameText, Uuid } from '../values.js';

/** Capability 3. */
export const SignInBody = z.strictObject({
  username: UsernameText,
  password: PasswordText,
  tokenTransport: z.enum(['cookie', 'body']).optional(),
});

/** A session as the gateway needs it to issue tokens. */
export const OpenedSession = z.object({
  accountId: Uuid,
  sessionId: Uuid,
  role: Role,
  requiredActions: z.array(RequiredAction),
  refreshToken: z.string(),
  /** When the refresh token stops working if it is not used. */
  refreshExpiresAt: Instant,
});
export type OpenedSession = z.output<typeof OpenedSession>;

/** The password was right; the account is in the OTP procedure, and a code is on its way. */
export const SignInChallenge = z.object({ challengeId: Uuid, expiresAt: Instant });
export type SignInChallenge = z.output<typeof SignInChallenge>;

export const signIn = command('identity', 'sign-in', {
  request: z.strictObject({ username: UsernameText, password: PasswordText, origin: Origin }),
  reply: z.union([OpenedSession, SignInChallenge]),
});
