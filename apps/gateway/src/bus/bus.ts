import { Injectable } from '@nestjs/common';
import { type CommandContract, type ReplyOf, type RequestInput, sessionEnded } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { SessionChecks } from '../sessions/session-checks.js';
import { showWrites } from './read-your-writes.js';

/** How routes ask services: the answer comes when entitlements shows its effect, and ended sessions are refused here. */
@Injectable()
export class Bus {
  constructor(
    private readonly client: BusClient,
    private readonly sessions: SessionChecks,
  ) {}

  /** @throws DomainError the service's own; `service-unavailable` when it cannot be had in time */
  async ask<C extends CommandContract>(command: C, request: RequestInput<C>, call: Call): Promise<ReplyOf<C>> {
    const reply = await this.client.ask(command, request, call);
    for (const { type, data } of call.facts) {
      if (type === sessionEnded.type) this.sessions.end((data as { sessionId: string }).sessionId);
    }
    await showWrites(this.client, command, call);
    return reply;
  }
}
