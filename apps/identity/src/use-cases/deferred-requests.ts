import { Injectable } from '@nestjs/common';
import { Clock, type Call } from '#libs/kernel';
import { deferred, type DeferredRequest, type DeferredWork } from '../domain/deferred-request.js';
import { DeferredRequestStore } from '../domain/deferred-request.store.js';

/** For so long a request belongs to the process that took it (ms). */
const SETTLING_LEASE = 10_000;

/** Writes anonymous requests down and tells whoever settles them. */
@Injectable()
export class DeferredRequests {
  private listener: (request: DeferredRequest) => void = () => undefined;

  constructor(
    private readonly store: DeferredRequestStore,
    private readonly clock: Clock,
  ) {}

  async accept<K extends keyof DeferredWork>(kind: K, payload: DeferredWork[K], call: Call): Promise<void> {
    const request = deferred(kind, payload, call, this.clock.now());
    await this.store.add(request, SETTLING_LEASE);
    // Not awaited: how long it takes must not be seen.
    setImmediate(this.listener, request);
  }

  /** What a process that ended left behind. */
  takeForgotten(limit: number): Promise<DeferredRequest[]> {
    return this.store.takeDue(this.clock.now(), SETTLING_LEASE, limit);
  }

  onAccepted(listener: (request: DeferredRequest) => void): void {
    this.listener = listener;
  }
}
