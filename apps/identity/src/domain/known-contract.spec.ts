import { describe, expect, it } from '@jest/globals';
import { isSuitable } from './known-contract.js';

const now = new Date('2026-05-01T10:00:00Z');
const contract = { accessNumber: '022812345', customerNumber: '712345', product: 'SIP_TRUNK', validFrom: now, sequence: 1 };

describe('a contract', () => {
  it('is good enough for a registration until it ends', () => {
    expect(isSuitable(contract, now)).toBe(true);
    expect(isSuitable({ ...contract, validFrom: new Date('2027-01-01') }, now)).toBe(true);
    expect(isSuitable({ ...contract, terminatedAt: new Date(now.getTime() + 1) }, now)).toBe(true);
    expect(isSuitable({ ...contract, terminatedAt: now }, now)).toBe(false);
  });
});
