import { mongo } from 'mongoose';
import { DomainError } from '#libs/kernel';

const WRITE_CONFLICT = 112;

/** The driver wraps whatever ends a bulk operation, also a lost connection, in an error that has neither its type nor all of its labels. */
const unwrapped = (error: unknown): unknown => (error instanceof mongo.MongoServerError && error.errorResponse instanceof Error ? error.errorResponse : error);

const hasLabel = (error: unknown, label: string): boolean => error instanceof mongo.MongoError && error.hasErrorLabel(label);

/** Lost connection, no primary, or no free connection in time. The driver does not label all of these (a stale pool, server selection). */
export function isOutage(thrown: unknown): boolean {
  const error = unwrapped(thrown);
  return (
    error instanceof mongo.MongoNetworkError ||
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof mongo.MongoNotConnectedError ||
    (error instanceof mongo.MongoError && (error.name === 'MongoWaitQueueTimeoutError' || error.hasErrorLabel('RetryableWriteError')))
  );
}

/** Before the commit was sent: nothing has happened, the whole work may run again. */
export function isTransient(error: unknown): boolean {
  return hasLabel(error, 'TransientTransactionError') || isOutage(error);
}

/** While committing: it may have happened; only the commit may be sent again. */
export function isUnknownCommit(error: unknown): boolean {
  return hasLabel(error, 'UnknownTransactionCommitResult') || (isOutage(error) && !hasLabel(error, 'TransientTransactionError'));
}

/** Another open transaction holds the document. */
export function isWriteConflict(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === WRITE_CONFLICT;
}

/** A database out of reach becomes `service-unavailable`; every other error stays what it is. */
export function asUnavailable(error: unknown): unknown {
  const timedOut = error instanceof mongo.MongoServerError && error.codeName === 'MaxTimeMSExpired';
  return isTransient(error) || isUnknownCommit(error) || timedOut ? new DomainError('service-unavailable', { cause: error }) : error;
}

/** Pause before attempt n + 1 in ms: grows to a quarter of a second, and is spread so that rivals do not meet again. */
export function retryPause(attempt: number, random: () => number = Math.random): number {
  return random() * Math.min(250, 4 * 2 ** attempt);
}
