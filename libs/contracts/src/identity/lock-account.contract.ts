import { z } from 'zod';
import { command } from '../command.js';
import { Reason, Uuid } from '../values.js';
import { SupportAccount } from './support-find-accounts.contract.js';

/** For operators: every role; the sessions end at once. @throws `not-found` for invited and closed accounts */
export const lockAccount = command('identity', 'lock-account', {
  askedBy: 'operator',
  request: z.strictObject({ lockedId: Uuid, reason: Reason }),
  reply: SupportAccount,
});
