import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { newCall } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import { LOGGER, Sweep, type Worker } from '#libs/service';
import type { DeferredRequest } from '../domain/deferred-request.js';
import { DeferredRequests } from '../use-cases/deferred-requests.js';
import { Settlements } from './settlements.js';

const LANES = 8;
const MAX_WAITING = 1_000;
const SETTLING_TIMEOUT = 5_000;
/**
 * When settling begins (ms after the answer): some time in here, by chance. Settling somebody known takes longer, and whoever asks again at
 * once could feel that in the time of the next answer.
 */
const EARLIEST = 50;
const LATEST = 600;

/** Settles anonymous requests soon after they were answered; what a crash left behind, a sweep finds. */
@Injectable()
export class DeferredRequestsWorker implements Worker {
  private readonly delayed = new Map<NodeJS.Timeout, DeferredRequest>();
  private readonly waiting: DeferredRequest[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly sweep: Sweep;

  constructor(
    private readonly requests: DeferredRequests,
    private readonly settlements: Settlements,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.sweep = new Sweep('deferred-requests', () => this.takeForgotten(), logger);
  }

  start(): void {
    this.requests.onAccepted((request) => this.delay(request));
    this.sweep.start();
  }

  async stop(): Promise<void> {
    await this.sweep.stop();
    for (const [timer, request] of this.delayed) {
      clearTimeout(timer);
      this.enqueue(request);
    }
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private async takeForgotten(): Promise<void> {
    if (this.waiting.length > 0) return;
    for (const request of await this.requests.takeForgotten(LANES)) this.enqueue(request);
  }

  private delay(request: DeferredRequest): void {
    // What does not fit in is found by the sweep when its lease is over.
    if (this.delayed.size >= MAX_WAITING) return;
    const timer = setTimeout(() => {
      this.delayed.delete(timer);
      this.enqueue(request);
    }, randomInt(EARLIEST, LATEST));
    this.delayed.set(timer, request);
  }

  private enqueue(request: DeferredRequest): void {
    if (this.waiting.length < MAX_WAITING) this.waiting.push(request);
    while (this.running.size < LANES && this.waiting.length > 0) this.begin(this.waiting.shift()!);
  }

  private begin(request: DeferredRequest): void {
    const work = this.settle(request).catch((err: unknown) => this.logger.warn({ err, kind: request.kind, correlationId: request.correlationId }, 'not settled yet'));
    const tracked = work.finally(() => {
      this.running.delete(tracked);
      const next = this.waiting.shift();
      if (next) this.begin(next);
    });
    this.running.add(tracked);
  }

  private async settle(request: DeferredRequest): Promise<void> {
    const { correlationId, traceparent } = request;
    const call = newCall(SETTLING_TIMEOUT, { correlationId, ...(traceparent && { traceparent }) });
    await this.settlements.settle(request, call);
  }
}
