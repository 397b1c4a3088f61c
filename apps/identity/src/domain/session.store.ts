import type { Transaction } from '#libs/kernel';
import type { Session, SessionEndReason } from './session.js';

export abstract class SessionStore {
  abstract open(session: Session, tx: Transaction): Promise<void>;
  abstract find(id: string): Promise<Session | undefined>;
  /** The next generation, if `generation` is the current one and the session lives; idle time starts anew, up to the absolute end. */
  abstract rotate(id: string, generation: number, now: Date, idleExpiresAt: Date): Promise<Session | undefined>;
  /** Ends it if it has not ended; undefined when somebody was faster. */
  abstract end(id: string, reason: SessionEndReason, now: Date, tx: Transaction): Promise<Session | undefined>;
  /** Living ones, newest first; `before` is the id of the last one already seen. */
  abstract listAlive(accountId: string, now: Date, page: { limit: number; before?: string }): Promise<Session[]>;
  /** Ends living ones except `keptId` (all without it), at most `limit`. */
  abstract endOthers(accountId: string, keptId: string | undefined, reason: SessionEndReason, now: Date, limit: number, tx: Transaction): Promise<Session[]>;
  /** Ends the living ones that are older than the newest `kept`, at most `limit`. */
  abstract endOlder(accountId: string, kept: number, reason: SessionEndReason, now: Date, limit: number, tx: Transaction): Promise<Session[]>;
  /** Ends those whose time is over, at most `limit`. */
  abstract endExpired(now: Date, limit: number, tx: Transaction): Promise<Session[]>;
  /** No session of this account has to ask for contact data any more. */
  abstract contactDataCompleted(accountId: string, tx: Transaction): Promise<void>;
}
