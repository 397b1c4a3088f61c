import { Injectable } from '@nestjs/common';
import type { endSession, ReplyOf, RequestOf } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { SessionStore } from '../domain/session.store.js';
import { CallerSession } from './caller-session.js';
import { SessionEnder } from './session-ender.js';

/** "Sign out there". Somebody else's session does not exist; one that has ended already is no error. */
@Injectable()
export class EndSessionUseCase {
  constructor(
    private readonly caller: CallerSession,
    private readonly sessions: SessionStore,
    private readonly ender: SessionEnder,
  ) {}

  async execute(request: RequestOf<typeof endSession>, call: Call): Promise<ReplyOf<typeof endSession>> {
    await this.caller.assertAlive(request);
    const session = await this.sessions.find(request.endedSessionId);
    if (session?.accountId !== request.accountId) throw new DomainError('not-found');
    await this.ender.end(session.id, { reason: 'REVOKED', by: 'SELF', origin: request.origin }, call);
    return {};
  }
}
