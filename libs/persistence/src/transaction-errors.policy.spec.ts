import { mongo } from 'mongoose';
import { DomainError } from '#libs/kernel';
import { asUnavailable, isTransient, isUnknownCommit, retryPause } from './transaction-errors.policy.js';

const serverError = (code: number, ...errorLabels: string[]): mongo.MongoServerError => new mongo.MongoServerError({ message: 'no', code, errorLabels });
/** As the driver does in bulkWrite and insertMany. */
const bulkError = (error: Error): mongo.MongoBulkWriteError => new mongo.MongoBulkWriteError(error as never, {} as never);
const networkError = new mongo.MongoNetworkError('connection lost', {});

describe('an error of a transaction', () => {
  it('lets the work run again when nothing can have happened', () => {
    expect(isTransient(serverError(112, 'TransientTransactionError'))).toBe(true);
    expect(isTransient(networkError)).toBe(true);
    expect(isTransient(bulkError(networkError))).toBe(true);
    expect(isTransient(bulkError(new mongo.MongoServerSelectionError('no primary', {} as never)))).toBe(true);
    expect(isTransient(serverError(11000))).toBe(false);
    expect(isTransient(bulkError(serverError(11000)))).toBe(false);
    expect(isTransient(new DomainError('code-used'))).toBe(false);
  });

  it('lets only the commit be sent again when it may have happened', () => {
    expect(isUnknownCommit(serverError(50, 'UnknownTransactionCommitResult'))).toBe(true);
    expect(isUnknownCommit(networkError)).toBe(true);
    expect(isUnknownCommit(serverError(251, 'TransientTransactionError'))).toBe(false);
  });

  it('tells the caller of an outage, and of nothing else', () => {
    expect(asUnavailable(networkError)).toMatchObject({ code: 'service-unavailable', cause: networkError });
    const refused = new DomainError('code-used');
    expect(asUnavailable(refused)).toBe(refused);
    const duplicate = serverError(11000);
    expect(asUnavailable(duplicate)).toBe(duplicate);
  });

  it('is followed by a pause that grows, is spread, and stays below a quarter of a second', () => {
    expect([1, 2, 3, 20].map((attempt) => retryPause(attempt, () => 1))).toEqual([8, 16, 32, 250]);
    expect(retryPause(20, () => 0)).toBe(0);
  });
});
