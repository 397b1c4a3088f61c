import { describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/kernel';
import { patiently } from './patiently.js';

/** Gives one outcome after the other; errors are thrown. */
const outcomes = (...all: unknown[]) => async () => {
  const next = all.shift();
  if (next instanceof Error) throw next;
  return next;
};
const http = (status: number) => Object.assign(new Error(String(status)), { answer: { status } });

describe('asking patiently', () => {
  it.each([['service-unavailable'], [new DomainError('service-unavailable')], [{ code: 'service-unavailable' }], [http(503)], [http(429)]])('comes again after %p', async (busy) => {
    expect(await patiently(outcomes(busy, busy, 'done'))).toBe('done');
  });

  it.each([[new DomainError('username-taken')], [http(410)], [http(500)]])('passes on %p', async (refusal) => {
    await expect(patiently(outcomes(refusal, 'done'))).rejects.toBe(refusal);
  });

  it('gives up in the end, with what it was told', async () => {
    const busy = new DomainError('service-unavailable');
    await expect(patiently(outcomes(busy, busy, 'done'), 1)).rejects.toBe(busy);
    expect(await patiently(outcomes('service-unavailable', 'service-unavailable'), 1)).toBe('service-unavailable');
  });
});
