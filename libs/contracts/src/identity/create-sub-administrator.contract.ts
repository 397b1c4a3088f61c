import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Email, Locale, Origin, Salutation, text } from '../values.js';
import { SubAdministrator } from './sub-administrator.js';

/** Capability 11. Several people may share an e-mail address; the company is that of the master administrator. */
export const CreateSubAdministratorBody = z.strictObject({
  salutation: Salutation,
  firstName: text(1, 80),
  lastName: text(1, 80),
  email: Email,
  locale: Locale,
});

/** Invites by e-mail. @throws `forbidden` for everybody but master administrators, `limit-reached`, `too-many-attempts` */
export const createSubAdministrator = command('identity', 'create-sub-administrator', {
  request: CreateSubAdministratorBody.extend({ ...Caller, origin: Origin }),
  reply: SubAdministrator,
});
