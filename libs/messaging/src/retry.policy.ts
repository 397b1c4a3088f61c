import { DomainError } from '#libs/kernel';

/** How often and after which pauses (ms) a message is tried again before it becomes a dead letter. */
export interface RetryPolicy {
  pauses: readonly number[];
  /** Pause while something that everybody needs is away: such failures are not the message's fault and never bury it. */
  outagePause: number;
}

/** Five times within half a minute. */
export const DEFAULT_RETRY: RetryPolicy = { pauses: [200, 1_000, 3_000, 8_000, 15_000], outagePause: 1_000 };

/** Thrown by a handler that no repetition can help: the message goes to the dead letters at once. */
export class NeverHandleable extends Error {
  override name = 'NeverHandleable';
}

const OUTAGE_NAMES = /^Mongo(ose)?(Network|NetworkTimeout|ServerSelection|NotConnected|PoolCleared|PoolClosed|TopologyClosed|ServerClosed|ExpiredSession|WaitQueueTimeout)\w*Error$/;
const OUTAGE_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE']);

/** Whether an error says that a database, the bus or a neighbour is away, rather than that the message is bad. */
export function isOutage(error: unknown): boolean {
  if (error instanceof DomainError) return error.kind === 'unavailable';
  if (!(error instanceof Error)) return false;
  const { code, errorLabels, errorResponse } = error as { code?: unknown; errorLabels?: unknown; errorResponse?: unknown };
  // MongoDB's driver wraps whatever ends a bulk operation.
  if (errorResponse instanceof Error && isOutage(errorResponse)) return true;
  if (OUTAGE_NAMES.test(error.name) || (typeof code === 'string' && OUTAGE_CODES.has(code))) return true;
  return hasLabel(error, errorLabels, 'TransientTransactionError') || hasLabel(error, errorLabels, 'RetryableWriteError');
}

function hasLabel(error: Error, labels: unknown, label: string): boolean {
  if (Array.isArray(labels)) return labels.includes(label);
  const ask = (error as { hasErrorLabel?: (label: string) => boolean }).hasErrorLabel;
  return typeof ask === 'function' && ask.call(error, label);
}
