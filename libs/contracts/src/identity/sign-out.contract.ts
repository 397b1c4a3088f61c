import { z } from 'zod';
import { command } from '../command.js';
import { Origin, Uuid } from '../values.js';
import { RefreshTokenText } from './refresh-session.contract.js';

/** A token that cannot be one counts as none: nobody stays signed in for it. */
export const SignOutBody = z.strictObject({ refreshToken: RefreshTokenText.optional().catch(undefined) });

/** Ends the session named by a verified token, or by a refresh token; an unknown one is no error. */
export const signOut = command('identity', 'sign-out', {
  request: z.strictObject({ sessionId: Uuid.optional(), refreshToken: RefreshTokenText.optional(), origin: Origin }),
  reply: z.object({ sessionId: Uuid.optional() }),
});
