import { Injectable } from '@nestjs/common';
import type { endOtherSessions, ReplyOf, RequestOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { CallerSession } from './caller-session.js';
import { SessionEnder } from './session-ender.js';

/** Signs the caller out everywhere else. */
@Injectable()
export class EndOtherSessionsUseCase {
  constructor(
    private readonly caller: CallerSession,
    private readonly ender: SessionEnder,
  ) {}

  async execute(request: RequestOf<typeof endOtherSessions>, call: Call): Promise<ReplyOf<typeof endOtherSessions>> {
    await this.caller.assertAlive(request);
    return { endedSessionIds: await this.ender.endOthers(request.accountId, request.sessionId, request.origin, call) };
  }
}
