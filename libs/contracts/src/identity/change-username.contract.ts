import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin, PasswordText, UsernameText } from '../values.js';
import { Me } from './get-me.contract.js';

/** Capability 4. */
export const ChangeUsernameBody = z.strictObject({ newUsername: UsernameText, currentPassword: PasswordText });

export const changeUsername = command('identity', 'change-username', {
  request: ChangeUsernameBody.extend({ ...Caller, origin: Origin }),
  reply: Me,
});
