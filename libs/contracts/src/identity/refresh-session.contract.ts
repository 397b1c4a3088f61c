import { z } from 'zod';
import { command } from '../command.js';
import { Origin } from '../values.js';
import { OpenedSession } from './sign-in.contract.js';

export const RefreshTokenText = z.string().min(1).max(256);
/** The token comes in the cookie or here. */
export const RefreshSessionBody = z.strictObject({ refreshToken: RefreshTokenText.optional() });

export const refreshSession = command('identity', 'refresh-session', {
  request: z.strictObject({ refreshToken: RefreshTokenText, origin: Origin }),
  reply: OpenedSession,
});
