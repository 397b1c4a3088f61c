import { Injectable } from '@nestjs/common';
import type { Origin, refreshSession, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock, DomainError, type Call } from '#libs/kernel';
import { RefreshTokens } from '../domain/refresh-token.js';
import { isAlive, SessionTimes } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';
import { describeOpened } from './opened-session.js';
import { SessionEnder } from './session-ender.js';

type Reply = ReplyOf<typeof refreshSession>;

/** Rotates a refresh token: one guarded update. A token that was used before ends the session, unless its answer may have been lost. */
@Injectable()
export class RefreshSessionUseCase {
  constructor(
    private readonly tokens: RefreshTokens,
    private readonly sessions: SessionStore,
    private readonly times: SessionTimes,
    private readonly ender: SessionEnder,
    private readonly clock: Clock,
  ) {}

  async execute({ refreshToken, origin }: RequestOf<typeof refreshSession>, call: Call): Promise<Reply> {
    const { sessionId, generation } = this.tokens.read(refreshToken);
    const now = this.clock.now();
    const rotated = await this.sessions.rotate(sessionId, generation, now, this.times.idleEnd(now));
    return rotated ? describeOpened(rotated, this.tokens) : this.judgeUsedToken({ sessionId, generation }, now, origin, call);
  }

  private async judgeUsedToken({ sessionId, generation }: { sessionId: string; generation: number }, now: Date, origin: Origin, call: Call): Promise<Reply> {
    const session = await this.sessions.find(sessionId);
    if (!session || !isAlive(session, now) || session.generation <= generation) throw new DomainError('token-invalid');
    if (this.times.isLostAnswer(session, generation, now)) return describeOpened(session, this.tokens);
    await this.ender.end(sessionId, { reason: 'REUSE', by: 'SYSTEM', origin }, call);
    throw new DomainError('token-invalid');
  }
}
