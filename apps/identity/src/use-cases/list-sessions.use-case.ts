import { Injectable } from '@nestjs/common';
import type { listSessions, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import type { Session } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';
import { CallerSession } from './caller-session.js';
import { cutToPage, idPageOf } from './id-cursor.js';

/** Where the caller is signed in, newest first. */
@Injectable()
export class ListSessionsUseCase {
  constructor(
    private readonly caller: CallerSession,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  async execute(request: RequestOf<typeof listSessions>): Promise<ReplyOf<typeof listSessions>> {
    const { accountId, sessionId, limit } = request;
    await this.caller.assertAlive(request);
    const found = await this.sessions.listAlive(accountId, this.clock.now(), idPageOf(request));
    const { shown, nextCursor } = cutToPage(found, limit);
    return { items: shown.map((session) => describe(session, sessionId)), nextCursor };
  }
}

function describe({ id, device, ipPrefix, createdAt, lastUsedAt }: Session, currentId: string) {
  return { id, current: id === currentId, device, ipPrefix, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt.toISOString() };
}
