import { isAlive, type Session, type SessionEndReason } from '../../src/domain/session.js';
import { SessionStore } from '../../src/domain/session.store.js';
import type { MemoryDatabase } from './memory-database.js';

export class MemorySessionStore extends SessionStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async open(session: Session): Promise<void> {
    this.put(session);
  }

  async find(id: string): Promise<Session | undefined> {
    return this.database.sessions.get(id);
  }

  async rotate(id: string, generation: number, now: Date, idleExpiresAt: Date): Promise<Session | undefined> {
    const session = this.database.sessions.get(id);
    if (!session || session.generation !== generation || !isAlive(session, now)) return undefined;
    const end = idleExpiresAt < session.expiresAt ? idleExpiresAt : session.expiresAt;
    return this.put({ ...session, generation: generation + 1, rotatedAt: now, lastUsedAt: now, idleExpiresAt: end });
  }

  async end(id: string, reason: SessionEndReason, now: Date): Promise<Session | undefined> {
    const session = this.database.sessions.get(id);
    return session && !session.endedAt ? this.put({ ...session, endedAt: now, endReason: reason }) : undefined;
  }

  async listAlive(accountId: string, now: Date, { limit, before }: { limit: number; before?: string }): Promise<Session[]> {
    const alive = this.of(accountId).filter((session) => isAlive(session, now) && (!before || session.id < before));
    return alive.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  }

  async endOthers(accountId: string, keptId: string | undefined, reason: SessionEndReason, now: Date, limit: number): Promise<Session[]> {
    const others = this.of(accountId).filter((session) => session.id !== keptId && isAlive(session, now));
    return this.endAll(others.slice(0, limit), reason, now);
  }

  async endOlder(accountId: string, kept: number, reason: SessionEndReason, now: Date, limit: number): Promise<Session[]> {
    const alive = await this.listAlive(accountId, now, { limit: kept + limit });
    return this.endAll(alive.slice(kept), reason, now);
  }

  async endExpired(now: Date, limit: number): Promise<Session[]> {
    const expired = [...this.database.sessions.values()].filter((session) => !session.endedAt && session.idleExpiresAt <= now);
    return this.endAll(expired.slice(0, limit), 'EXPIRED', now);
  }

  async contactDataCompleted(accountId: string): Promise<void> {
    for (const session of this.of(accountId)) this.put({ ...session, contactDataRequired: false });
  }

  private of(accountId: string): Session[] {
    return [...this.database.sessions.values()].filter((session) => session.accountId === accountId);
  }

  private endAll(sessions: Session[], reason: SessionEndReason, now: Date): Session[] {
    return sessions.map((session) => this.put({ ...session, endedAt: now, endReason: reason }));
  }

  private put(session: Session): Session {
    this.database.sessions.set(session.id, session);
    return session;
  }
}
