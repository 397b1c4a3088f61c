import { Injectable } from '@nestjs/common';
import { Clock, DomainError } from '#libs/kernel';
import type { Caller } from '../domain/account.store.js';
import { isAlive } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';

/** Identity trusts no token by itself: the session behind it must live. */
@Injectable()
export class CallerSession {
  constructor(
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `token-invalid` */
  async assertAlive({ accountId, sessionId }: Caller): Promise<void> {
    const session = await this.sessions.find(sessionId);
    if (session?.accountId !== accountId || !isAlive(session, this.clock.now())) throw new DomainError('token-invalid');
  }
}
