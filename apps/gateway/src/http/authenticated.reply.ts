import { RequiredAction } from '#libs/contracts';
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
