import { describe, expect, it } from '@jest/globals';
import { newCall } from '#libs/kernel';
import { callOf, headersOf } from './call-headers.js';

describe('The headers of a call', () => {
  it('are read as they were written', () => {
    const call = newCall(5_000, { correlationId: 'c', traceparent: 't', idempotency: { key: 'k', scope: 's', fingerprint: 'f' } });
    expect(callOf(headersOf(call, call.deadline - 10), 60_000)).toEqual({ ...call, deadline: call.deadline - 10 });
  });

  it('never give a service more time than its command has', () => {
    const call = newCall(60_000);
    expect(callOf(headersOf(call, call.deadline), 1_000).deadline).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it('cannot be forged by a line break in a value', () => {
    const headers = headersOf(newCall(1_000, { correlationId: 'x\r\nbsp-idempotency-key: y' }), 1);
    expect(new TextDecoder().decode((headers as unknown as { encode(): Uint8Array }).encode())).not.toMatch(/\r\nbsp-idempotency-key/);
  });

  it('may be missing', () => {
    expect(callOf(undefined, 1_000)).toMatchObject({ facts: [], correlationId: expect.any(String) });
  });
});
