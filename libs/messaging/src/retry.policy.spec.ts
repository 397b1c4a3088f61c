import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/kernel';
import { DEFAULT_RETRY, isOutage } from './retry.policy.js';

const named = (name: string) => Object.assign(new Error('x'), { name });

describe('A failure', () => {
  it.each([
    new DomainError('service-unavailable'),
    named('MongoNetworkTimeoutError'),
    named('MongoWaitQueueTimeoutError'),
    named('MongoServerSelectionError'),
    named('MongooseServerSelectionError'),
    named('MongoNotConnectedError'),
    Object.assign(named('MongoBulkWriteError'), { errorResponse: named('MongoServerSelectionError') }),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('x'), { errorLabels: ['TransientTransactionError'] }),
    Object.assign(new Error('x'), { hasErrorLabel: (label: string) => label === 'RetryableWriteError' }),
  ])('of something that everybody needs is no fault of the message (%s)', (error) => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([new Error('x'), new TypeError('x'), new DomainError('not-found'), named('MongoServerError'), 'text', null, undefined])('of another kind is (%s)', (error) => {
    expect(isOutage(error)).toBe(false);
  });

  it('is tried five times again, with growing pauses, within half a minute', () => {
    const { pauses } = DEFAULT_RETRY;
    expect(pauses).toHaveLength(5);
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
    expect(pauses.reduce((sum, pause) => sum + pause)).toBeLessThan(30_000);
  });
});
