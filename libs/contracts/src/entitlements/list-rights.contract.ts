import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { AccessNumber, Uuid } from '../values.js';
import { HeldContract } from './right.js';

/** For operators: the contracts on which an account holds something now, by access number. */
export const listRights = command('entitlements', 'list-rights', {
  askedBy: 'operator',
  request: PageRequest.extend({ cursor: AccessNumber.optional(), accountId: Uuid }),
  reply: page(HeldContract),
});
