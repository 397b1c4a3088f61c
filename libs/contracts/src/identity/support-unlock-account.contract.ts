import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin, Reason, Uuid } from '../values.js';
import { SupportAccount } from './support-find-accounts.contract.js';

export const SupportUnlockAccountBody = z.strictObject({ reason: Reason });

/** For support agents: lifts the locks of support and operators and the pauses after wrong passwords, not a master's lock. @throws `not-found` for closed accounts and support agents */
export const supportUnlockAccount = command('identity', 'support-unlock-account', {
  request: z.strictObject({ ...Caller, unlockedId: Uuid, reason: Reason, origin: Origin }),
  reply: SupportAccount,
});

/** For operators: the same, for every role. @throws `not-found` for closed accounts */
export const unlockAccount = command('identity', 'unlock-account', {
  askedBy: 'operator',
  request: z.strictObject({ unlockedId: Uuid, reason: Reason }),
  reply: SupportAccount,
});
