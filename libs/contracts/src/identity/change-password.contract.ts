import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin, PasswordText } from '../values.js';

const Fields = z.strictObject({ currentPassword: PasswordText, newPassword: PasswordText, newPasswordRepeat: PasswordText });
/** Compared as soon as both are readable, so that a difference is told together with whatever else is wrong. */
const Twice = z.object({ newPassword: PasswordText, newPasswordRepeat: PasswordText });

const withRepetition = <Shape extends z.ZodRawShape>(fields: z.ZodObject<Shape, z.core.$strict>) =>
  fields.refine((value) => isRepeated(value), { path: ['newPasswordRepeat'], params: { rule: 'mismatch' }, when: ({ value }) => Twice.safeParse(value).success });

function isRepeated(value: unknown): boolean {
  const { newPassword, newPasswordRepeat } = Twice.parse(value);
  return newPassword === newPasswordRepeat;
}

/** Capability 5. */
export const ChangePasswordBody = withRepetition(Fields);

export const changePassword = command('identity', 'change-password', {
  request: withRepetition(Fields.extend({ ...Caller, origin: Origin })),
  reply: z.object({}),
});
