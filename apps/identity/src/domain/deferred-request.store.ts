import type { Transaction } from '#libs/kernel';
import type { DeferredRequest } from './deferred-request.js';

export abstract class DeferredRequestStore {
  /** For `leaseMs` it belongs to the process that wrote it. */
  abstract add(request: DeferredRequest, leaseMs: number): Promise<void>;
  /** Those that nobody settles, oldest first, taken for `leaseMs`. */
  abstract takeDue(now: Date, leaseMs: number, limit: number): Promise<DeferredRequest[]>;
  /** Part of settling it; false when it has been settled. */
  abstract remove(id: string, tx: Transaction): Promise<boolean>;
}
