import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Locale, Origin } from '../values.js';
import { Me } from './get-me.contract.js';

export const ChangeLocaleBody = z.strictObject({ locale: Locale });

export const changeLocale = command('identity', 'change-locale', {
  request: ChangeLocaleBody.extend({ ...Caller, origin: Origin }),
  reply: Me,
});
