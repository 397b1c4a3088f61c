import { z } from 'zod';
import { command } from '../command.js';
import { Reason, text, Uuid } from '../values.js';
import { SupportAccount } from './support-find-accounts.contract.js';

/**
 * For operators: every role, and for good. `confirm` is the username, or the e-mail address of whoever has none yet: ids are easily mistaken.
 * @throws `validation-failed` when it is another's; `not-found`
 */
export const closeAccount = command('identity', 'close-account', {
  askedBy: 'operator',
  request: z.strictObject({ closedId: Uuid, confirm: text(1, 254), reason: Reason }),
  reply: SupportAccount,
});
