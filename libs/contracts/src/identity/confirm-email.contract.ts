import { z } from 'zod';
import { command } from '../command.js';
import { Caller, CodeText, Origin } from '../values.js';
import { Me } from './get-me.contract.js';

/** Capability 6: the owner of a new e-mail address confirms it with the code that went there. */
export const ConfirmEmailBody = z.strictObject({ confirmationCode: CodeText });

export const confirmEmail = command('identity', 'confirm-email', {
  request: ConfirmEmailBody.extend({ ...Caller, origin: Origin }),
  reply: Me,
});
