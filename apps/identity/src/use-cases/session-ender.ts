import { Injectable } from '@nestjs/common';
import { fact, sessionEnded } from '#libs/contracts';
import { Clock, Transactions, type Actor, type Call, type NewFact } from '#libs/kernel';
import type { Session, SessionEndReason } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';

/** Ends sessions, and tells. */
@Injectable()
export class SessionEnder {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  /** Ends one session if it has not ended yet. */
  async end(sessionId: string, reason: SessionEndReason, actorKind: Actor['kind'], call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      const ended = await this.sessions.end(sessionId, reason, this.clock.now(), tx);
      if (!ended) return;
      const actor: Actor = actorKind === 'SELF' ? { kind: actorKind, accountId: ended.accountId } : { kind: actorKind };
      tx.emit(endedFact(ended, reason, actor));
      tx.audit({ action: 'session.ended', accountId: ended.accountId, actor, details: { sessionId, reason } });
    });
  }

  /** Ends all sessions of the account but one; returns the ids of those that ended. */
  async endOthers(accountId: string, keptId: string, call: Call): Promise<string[]> {
    return this.transactions.run(call, async (tx) => {
      const ended = await this.sessions.endOthers(accountId, keptId, 'REVOKED', this.clock.now(), tx);
      const actor: Actor = { kind: 'SELF', accountId };
      for (const session of ended) tx.emit(endedFact(session, 'REVOKED', actor));
      const sessionIds = ended.map((session) => session.id);
      if (ended.length > 0) tx.audit({ action: 'sessions.ended', accountId, actor, details: { sessionIds, reason: 'REVOKED' } });
      return sessionIds;
    });
  }
}

/** A session's facts are two: it started (1), it ended (2). */
function endedFact({ id, accountId }: Session, reason: SessionEndReason, actor: Actor): NewFact {
  return fact(sessionEnded, 2, { actor, accountId, sessionId: id, reason });
}
