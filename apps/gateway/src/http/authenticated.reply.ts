import { RequiredAction, SignInChallenge } from '#libs/contracts';
import { z } from 'zod';

/** What a sign-in or a refresh answers. */
export const Authenticated = z.object({
  status: z.literal('AUTHENTICATED'),
  accessToken: z.string(),
  tokenType: z.literal('Bearer'),
  /** Seconds. */
  expiresIn: z.number().int(),
  /** Only with "tokenTransport": "body". */
  refreshToken: z.string().optional(),
  requiredActions: z.array(RequiredAction),
});
export type Authenticated = z.output<typeof Authenticated>;

/** In the OTP procedure the password is half of it: eight digits are on their way. */
export const OtpRequired = SignInChallenge.extend({ status: z.literal('OTP_REQUIRED') });

/** What a sign-in answers. */
export const SignInAnswer = z.discriminatedUnion('status', [Authenticated, OtpRequired]);
