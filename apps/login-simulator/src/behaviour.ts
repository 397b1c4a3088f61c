import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

/** What is wrong with the login service and the pages, as a test has ordered it. `status` 0: nothing. */
export interface Fault {
  /** Milliseconds before anything else happens. */
  delayMs: number;
  /** Answered instead of the truth, with a body that says nothing. */
  status: number;
}

export class Behaviour {
  private readonly ending = new AbortController();
  fault: Fault = { delayMs: 0, status: 0 };

  constructor() {
    // Any number may wait at the same time.
    setMaxListeners(0, this.ending.signal);
  }

  /** Waits, and answers, where that is what was ordered. */
  async apply(reply: FastifyReply): Promise<FastifyReply | void> {
    const { delayMs, status } = this.fault;
    if (delayMs > 0) await sleep(delayMs, undefined, { signal: this.ending.signal }).catch(() => undefined);
    if (status !== 0) return reply.code(status).type('text/plain; charset=utf-8').send('as ordered');
  }

  /** Lets nobody wait any longer. */
  end(): void {
    this.ending.abort();
  }
}
