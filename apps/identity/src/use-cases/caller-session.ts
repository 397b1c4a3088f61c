import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '#libs/kernel';
import type { Role } from '../domain/account.js';
import type { Caller } from '../domain/account.store.js';
import { isAlive, type Session } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';

/** Identity trusts no token by itself: the session behind it must live. */
@Injectable()
export class CallerSession {
  constructor(
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `token-invalid` */
  async assertAlive(caller: Caller): Promise<void> {
    await this.find(caller);
  }

  /** @throws DomainError `token-invalid`, `forbidden` for every other role */
  async assertRole(role: Role, caller: Caller): Promise<void> {
    if ((await this.find(caller)).role !== role) throw new DomainError('forbidden');
  }

  private async find({ accountId, sessionId }: Caller): Promise<Session> {
    const session = await this.sessions.find(sessionId);
    if (session?.accountId !== accountId || !isAlive(session, this.clock.now())) throw new DomainError('token-invalid');
    return session;
  }
}
