import { z } from 'zod';
import { factContract } from '../fact.js';
import { ActorSchema, Uuid } from '../values.js';

export const SessionEndReason = z.enum(['SIGN_OUT', 'EXPIRED', 'REVOKED', 'REUSE', 'PASSWORD', 'LOCKED']);
export type SessionEndReason = z.output<typeof SessionEndReason>;

export const sessionStarted = factContract(
  'bsp.evt.identity.session.started.v1',
  z.object({ actor: ActorSchema, accountId: Uuid, sessionId: Uuid }),
  (data) => data.sessionId,
);

export const sessionEnded = factContract(
  'bsp.evt.identity.session.ended.v1',
  z.object({ actor: ActorSchema, accountId: Uuid, sessionId: Uuid, reason: SessionEndReason }),
  (data) => data.sessionId,
);
