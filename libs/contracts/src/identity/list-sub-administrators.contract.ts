import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { Caller } from '../values.js';
import { SubAdministrator } from './sub-administrator.js';

/** The caller's own, newest first, without closed ones. @throws `forbidden` for everybody but master administrators */
export const listSubAdministrators = command('identity', 'list-sub-administrators', {
  request: PageRequest.extend(Caller),
  reply: page(SubAdministrator),
});
