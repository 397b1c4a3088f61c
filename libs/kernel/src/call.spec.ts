import { describe, expect, it } from '@jest/globals';
import { newCall, newId } from './index.js';

describe('a call', () => {
  it('begins a trace whose id is its correlation id, or continues the one it got', () => {
    const correlationId = newId();
    expect(newCall(1_000, { correlationId }).traceparent).toMatch(new RegExp(`^00-${correlationId.replaceAll('-', '')}-[0-9a-f]{16}-00$`));
    expect(newCall(1_000, { correlationId: 'given by somebody' }).traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(newCall(1_000, { traceparent: '00-a-b-01' }).traceparent).toBe('00-a-b-01');
  });

  it('has the earlier of two deadlines', () => {
    const deadline = Date.now() + 100;
    expect(newCall(60_000, { deadline }).deadline).toBe(deadline);
    expect(newCall(10, { deadline }).deadline).toBeLessThan(deadline);
  });
});
