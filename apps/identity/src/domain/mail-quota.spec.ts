import { describe, expect, it } from '@jest/globals';
import { admit, MAIL_QUOTAS } from './mail-quota.js';

const start = new Date('2026-05-01T00:00:00Z').getTime();
const MINUTE = 60_000;

describe('mails that strangers can ask for', () => {
  it('are three codes an hour and ten a day on request', () => {
    let times: Date[] = [];
    const admitted: number[] = [];
    for (let minute = 0; minute < 30 * 60; minute += 5) {
      const next = admit(times, MAIL_QUOTAS.RESEND_CODE, new Date(start + minute * MINUTE));
      if (next) admitted.push(minute);
      times = next ?? times;
    }
    expect(admitted.slice(0, 10)).toEqual([0, 5, 10, 60, 65, 70, 120, 125, 130, 180]);
    expect(admitted[10]).toBe(24 * 60);
  });

  it('forget what is older than a day', () => {
    expect(admit([new Date(start)], MAIL_QUOTAS.REGISTER, new Date(start + 25 * 60 * MINUTE))).toHaveLength(1);
  });
});
