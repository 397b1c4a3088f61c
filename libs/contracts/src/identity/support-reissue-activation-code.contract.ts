import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Instant, Origin, Reason, Uuid } from '../values.js';

/** Nobody chooses an address: the code goes to the one on file. */
export const SupportReissueActivationCodeBody = z.strictObject({ accountId: Uuid, reason: Reason });

const Reissued = z.object({ expiresAt: Instant });

/** For support agents. @throws `not-found` unless the account is invited and no support agent's; `too-many-attempts` */
export const supportReissueActivationCode = command('identity', 'support-reissue-activation-code', {
  request: z.strictObject({ ...Caller, invitedId: Uuid, reason: Reason, origin: Origin }),
  reply: Reissued,
});

/** For operators: support agents' codes too. @throws `not-found` unless the account is invited; `too-many-attempts` */
export const reissueActivationCode = command('identity', 'reissue-activation-code', {
  askedBy: 'operator',
  request: z.strictObject({ invitedId: Uuid, reason: Reason }),
  reply: Reissued,
});
