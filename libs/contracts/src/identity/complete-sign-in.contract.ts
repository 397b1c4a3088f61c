import { z } from 'zod';
import { command } from '../command.js';
import { CodeText, Origin } from '../values.js';
import { OpenedSession, SignInBody } from './sign-in.contract.js';

/** Second step of a sign-in in the OTP procedure. A challenge that nobody was given is told by comparing, as a code is. */
export const CompleteSignInBody = z.strictObject({ challengeId: CodeText, code: CodeText, tokenTransport: SignInBody.shape.tokenTransport });

export const completeSignIn = command('identity', 'complete-sign-in', {
  request: z.strictObject({ challengeId: CodeText, code: CodeText, origin: Origin }),
  reply: OpenedSession,
});
