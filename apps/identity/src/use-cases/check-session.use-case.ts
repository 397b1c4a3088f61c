import { Injectable } from '@nestjs/common';
import type { checkSession, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { isAlive } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';

/** What the gateway asks before it lets a token pass. */
@Injectable()
export class CheckSessionUseCase {
  constructor(
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  async execute({ accountId, sessionId }: RequestOf<typeof checkSession>): Promise<ReplyOf<typeof checkSession>> {
    const session = await this.sessions.find(sessionId);
    const alive = session?.accountId === accountId && isAlive(session, this.clock.now());
    return { alive, contactDataRequired: alive && session.contactDataRequired };
  }
}
