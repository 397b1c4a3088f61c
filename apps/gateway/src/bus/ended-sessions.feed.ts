import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sessionEnded } from '#libs/contracts';
import { NatsLink } from '#libs/messaging';
import { SessionChecks } from '../sessions/session-checks.js';

/** Hears of ended sessions as they are published, and drops what is remembered of them. Nothing depends on it: a yes dies by itself. */
@Injectable()
export class EndedSessionsFeed implements OnModuleInit {
  constructor(
    private readonly link: NatsLink,
    private readonly sessions: SessionChecks,
  ) {}

  onModuleInit(): void {
    this.link.nc.subscribe(sessionEnded.type, { callback: (error, message) => (error ? undefined : this.hear(message.string())) });
  }

  private hear(text: string): void {
    const sessionId = sessionIdOf(text);
    if (sessionId) this.sessions.forget(sessionId);
  }
}

/** Whatever somebody publishes there, it ends no process. */
function sessionIdOf(text: string): string | undefined {
  try {
    return sessionEnded.data.safeParse((JSON.parse(text) as { data?: unknown }).data).data?.sessionId;
  } catch {
    return undefined;
  }
}
