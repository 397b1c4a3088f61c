import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { Caller } from '../values.js';
import { SubAdministrator } from './sub-administrator.js';

/** The caller's own, newest first, without closed ones; none for everybody but master administrators. The gateway vouches for the session. */
export const listSubAdministrators = command('identity', 'list-sub-administrators', {
  request: PageRequest.extend(Caller),
  reply: page(SubAdministrator),
});
