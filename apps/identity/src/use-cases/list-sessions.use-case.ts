import { Injectable } from '@nestjs/common';
import type { listSessions, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError } from '#libs/kernel';
import type { Session } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';
import { CallerSession } from './caller-session.js';

/** Where the caller is signed in, newest first. */
@Injectable()
export class ListSessionsUseCase {
  constructor(
    private readonly caller: CallerSession,
    private readonly sessions: SessionStore,
    private readonly clock: Clock,
  ) {}

  async execute(request: RequestOf<typeof listSessions>): Promise<ReplyOf<typeof listSessions>> {
    const { accountId, sessionId, limit, cursor } = request;
    await this.caller.assertAlive(request);
    const before = cursor === undefined ? undefined : readCursor(cursor);
    const found = await this.sessions.listAlive(accountId, this.clock.now(), { limit: limit + 1, ...(before && { before }) });
    const items = found.slice(0, limit);
    const hasMore = found.length > limit;
    return { items: items.map((session) => describe(session, sessionId)), nextCursor: hasMore ? writeCursor(items.at(-1)!.id) : null };
  }
}

function describe({ id, device, ipPrefix, createdAt, lastUsedAt }: Session, currentId: string) {
  return { id, current: id === currentId, device, ipPrefix, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt.toISOString() };
}

function writeCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new DomainError('validation-failed', { errors: [{ field: 'cursor', rule: 'format' }] });
  return id;
}
