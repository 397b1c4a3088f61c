import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { Caller, Instant, Uuid } from '../values.js';

export const SessionItem = z.object({
  id: Uuid,
  current: z.boolean(),
  device: z.string(),
  ipPrefix: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant,
});

export const listSessions = command('identity', 'list-sessions', {
  request: PageRequest.extend(Caller),
  reply: page(SessionItem),
});
