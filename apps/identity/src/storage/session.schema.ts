import type { Session } from '../domain/session.js';

export const SESSIONS = 'sessions';

/** A session is kept this long after its absolute end (ms), so that a stolen token is still recognized as used. */
export const SESSION_MEMORY_MS = 24 * 3_600_000;

/** Written and read by the driver itself: sessions are asked for with every request. */
export interface SessionDocument extends Omit<Session, 'id'> {
  _id: string;
}

export function toDocument({ id, ...session }: Session): SessionDocument {
  return { _id: id, ...session };
}

export function toSession({ _id, ...session }: SessionDocument): Session {
  return { id: _id, ...session };
}
