import { describe, expect, it } from '@jest/globals';
import { DomainError, type ErrorCode } from '#libs/kernel';
import { IP_LIMITS, type IpLimit, IpLimits, tooManyAttempts } from '../domain/ip-limits.js';
import { FailedSignIns } from './failed-sign-ins.js';

const { tries } = IP_LIMITS['failed-sign-in'];

class CountedTries extends IpLimits {
  readonly counts = new Map<string, number>();

  async count(limit: IpLimit, ipPrefix: string): Promise<void> {
    const count = this.of(limit, ipPrefix);
    if (count >= IP_LIMITS[limit].tries) throw tooManyAttempts(1_000);
    this.counts.set(`${limit} ${ipPrefix}`, count + 1);
  }

  giveBack(limit: IpLimit, ipPrefix: string): void {
    this.counts.set(`${limit} ${ipPrefix}`, this.of(limit, ipPrefix) - 1);
  }

  of(limit: IpLimit, ipPrefix: string): number {
    return this.counts.get(`${limit} ${ipPrefix}`) ?? 0;
  }
}

function setUp() {
  const failed = new FailedSignIns(new CountedTries());
  let asked = 0;
  const attempt = (code?: ErrorCode, prefix = 'a') =>
    failed.counted(prefix, async () => {
      asked += 1;
      if (code) throw new DomainError(code);
      return 'session';
    }).catch((error: DomainError) => error.code);
  return { attempt, asked: () => asked };
}

describe('sign-ins that fail', () => {
  it(`are asked ${tries} times per network, whoever's password is tried`, async () => {
    const { attempt, asked } = setUp();
    for (let n = 0; n < 3 * tries; n++) await attempt('invalid-credentials');
    expect([asked(), await attempt()]).toEqual([tries, 'too-many-attempts']);
    expect(await attempt(undefined, 'b')).toBe('session');
  });

  it('do not slip through together', async () => {
    const { attempt, asked } = setUp();
    await Promise.all(Array.from({ length: 3 * tries }, () => attempt('invalid-credentials')));
    expect(asked()).toBe(tries);
  });

  it.each<ErrorCode | undefined>([undefined, 'account-locked', 'too-many-attempts', 'service-unavailable'])('are not those that are answered with %s', async (code) => {
    const { attempt, asked } = setUp();
    for (let n = 0; n < 2 * tries; n++) await attempt(code);
    expect(asked()).toBe(2 * tries);
  });

  it('are not made good by one success', async () => {
    const { attempt } = setUp();
    for (let n = 0; n < tries - 1; n++) await attempt('invalid-credentials');
    expect([await attempt(), await attempt('invalid-credentials'), await attempt()]).toEqual(['session', 'invalid-credentials', 'too-many-attempts']);
  });
});
