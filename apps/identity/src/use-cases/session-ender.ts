import { Injectable } from '@nestjs/common';
import { fact, sessionEnded } from '#libs/contracts';
import { Clock, Transactions, type Actor, type Call, type NewFact, type RequestOrigin, type Transaction } from '#libs/kernel';
import { MAX_LIVING_SESSIONS, type Session, type SessionEndReason } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';

/** Sessions ended in one transaction. */
const BATCH = 500;
const SYSTEM: Actor = { kind: 'SYSTEM' };

/** Why, by whom, and from where, if a request did it. */
interface SessionEnd {
  reason: SessionEndReason;
  actor: Actor;
  origin?: RequestOrigin | undefined;
}

/** Ends sessions, and tells. */
@Injectable()
export class SessionEnder {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  /** Ends one session if it has not ended yet. */
  async end(sessionId: string, { reason, by, origin }: { reason: SessionEndReason; by: Actor['kind']; origin?: RequestOrigin }, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      const ended = await this.sessions.end(sessionId, reason, this.clock.now(), tx);
      if (!ended) return;
      const actor: Actor = by === 'SELF' ? { kind: by, accountId: ended.accountId } : { kind: by };
      tellOfOne(ended, { reason, actor, origin }, tx);
    });
  }

  /** Ends all sessions of the account but one, batch by batch; returns the ids of those that ended. */
  async endOthers(accountId: string, keptId: string, origin: RequestOrigin, call: Call): Promise<string[]> {
    const sessionIds: string[] = [];
    for (;;) {
      const ended = await this.transactions.run(call, (tx) => this.endAll(accountId, { reason: 'REVOKED', actor: { kind: 'SELF', accountId }, keptId, origin }, tx));
      sessionIds.push(...ended);
      if (ended.length < BATCH) return sessionIds;
    }
  }

  /** Ends living sessions of the account (but `keptId`) as part of what ends them: nobody has more than fit into one batch for long. Returns their ids. */
  async endAll(accountId: string, { keptId, ...end }: SessionEnd & { keptId?: string }, tx: Transaction): Promise<string[]> {
    const ended = await this.sessions.endOthers(accountId, keptId, end.reason, this.clock.now(), BATCH, tx);
    return tellOfMany(ended, accountId, end, tx);
  }

  /** Ends the oldest sessions of an account, so that there is room for one more. */
  async makeRoom(accountId: string, tx: Transaction): Promise<void> {
    const older = await this.sessions.endOlder(accountId, MAX_LIVING_SESSIONS - 1, 'REVOKED', this.clock.now(), BATCH, tx);
    tellOfMany(older, accountId, { reason: 'REVOKED', actor: SYSTEM }, tx);
  }

  /** Ends sessions whose time is over; false when there may be more. */
  async endExpired(call: Call): Promise<boolean> {
    return this.transactions.run(call, async (tx) => {
      const expired = await this.sessions.endExpired(this.clock.now(), BATCH, tx);
      for (const session of expired) tellOfOne(session, { reason: 'EXPIRED', actor: SYSTEM }, tx);
      return expired.length < BATCH;
    });
  }
}

function tellOfOne(session: Session, { reason, actor, origin }: SessionEnd, tx: Transaction): void {
  const { id: sessionId, accountId } = session;
  tx.emit(endedFact(session, reason, actor));
  tx.audit({ action: 'session.ended', accountId, actor, ...(origin && { origin }), details: { sessionId, reason } });
}

function tellOfMany(sessions: Session[], accountId: string, { reason, actor, origin }: SessionEnd, tx: Transaction): string[] {
  for (const session of sessions) tx.emit(endedFact(session, reason, actor));
  const sessionIds = sessions.map(({ id }) => id);
  if (sessions.length > 0) tx.audit({ action: 'sessions.ended', accountId, actor, ...(origin && { origin }), details: { sessionIds, reason } });
  return sessionIds;
}

/** A session's facts are two: it started (1), it ended (2). */
function endedFact({ id, accountId }: Session, reason: SessionEndReason, actor: Actor): NewFact {
  return fact(sessionEnded, 2, { actor, accountId, sessionId: id, reason });
}
