import type { RequestOrigin } from '#libs/kernel';
import type { Caller } from '../domain/account.store.js';
import type { Requester } from '../use-cases/support-desk.js';

/** Whoever may use the operators' user of the bus. */
export const OPERATOR = { kind: 'OPERATOR' } as const satisfies Requester;

/** The support agent on whose behalf the gateway asks. */
export const agentOf = ({ accountId, sessionId, origin }: Caller & { origin: RequestOrigin }): Requester => ({ kind: 'SUPPORT', caller: { accountId, sessionId }, origin });
