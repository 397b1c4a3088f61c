import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, signOut } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { RefreshTokens } from '../domain/refresh-token.js';
import { SessionEnder } from './session-ender.js';

/** Capability 3. Whatever it names that does not live (any more) is no error: signed out is signed out. */
@Injectable()
export class SignOutUseCase {
  constructor(
    private readonly tokens: RefreshTokens,
    private readonly sessions: SessionEnder,
  ) {}

  async execute(request: RequestOf<typeof signOut>, call: Call): Promise<ReplyOf<typeof signOut>> {
    const sessionId = request.sessionId ?? this.sessionOf(request.refreshToken);
    if (!sessionId) return {};
    await this.sessions.end(sessionId, { reason: 'SIGN_OUT', by: 'SELF', origin: request.origin }, call);
    return { sessionId };
  }

  private sessionOf(refreshToken: string | undefined): string | undefined {
    try {
      return refreshToken && this.tokens.read(refreshToken).sessionId;
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  }
}
