import { newId, type Call, type RequestOrigin } from '#libs/kernel';
import type { RegistrationForm } from './account.js';
import type { Remembered } from './forgotten.store.js';

export interface DeferredWork {
  REGISTER: RegistrationForm;
  RESEND_CODE: { email: string; customerNumber: string };
  RESET_PASSWORD: Remembered & { origin: RequestOrigin };
  REMIND_USERNAME: { email: string; origin: RequestOrigin };
}

/**
 * An anonymous request whose answer must not depend on what is known: it is only written down while somebody waits for the answer,
 * always with the same one write, and decided afterwards.
 */
export interface DeferredRequest<Kind extends keyof DeferredWork = keyof DeferredWork> {
  id: string;
  kind: Kind;
  payload: DeferredWork[Kind];
  receivedAt: Date;
  correlationId: string;
  traceparent?: string;
}

type Trace = Pick<Call, 'correlationId' | 'traceparent'>;

export function deferred<K extends keyof DeferredWork>(kind: K, payload: DeferredWork[K], { correlationId, traceparent }: Trace, receivedAt: Date): DeferredRequest<K> {
  return { id: newId(), kind, payload, receivedAt, correlationId, ...(traceparent && { traceparent }) };
}

export function isKind<K extends keyof DeferredWork>(request: DeferredRequest, kind: K): request is DeferredRequest<K> {
  return request.kind === kind;
}
