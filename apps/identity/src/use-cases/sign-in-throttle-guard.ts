import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { forgivenAt, MAX_FAILURES_PER_HOUR, ThrottleKeys, tooManyAttempts, type Forgiveness } from '../domain/sign-in-throttle.js';
import { SignInThrottleStore } from '../domain/sign-in-throttle.store.js';
import { usernameKey } from '../domain/username.policy.js';

const HOUR = 3_600_000;

/** Counts every try before it is judged, whether or not anybody has this username. */
@Injectable()
export class SignInThrottleGuard {
  /** Usernames that had their share, since and until when: spares the question before every sign-in, the counting itself is the database's. */
  private readonly exhausted = new Map<string, { since: Date; until: Date }>();

  constructor(
    private readonly keys: ThrottleKeys,
    private readonly store: SignInThrottleStore,
    private readonly clock: Clock,
  ) {}

  originOf(username: string, ipPrefix: string): string {
    return this.keys.ofOrigin(usernameKey(username), ipPrefix);
  }

  /** `account`: who has the username, if anybody. @throws DomainError `too-many-attempts` with `retryAfter` */
  async countTry(username: string, origin: string, account: Forgiveness | undefined): Promise<void> {
    const now = this.clock.now();
    const exhausted = this.exhausted.get(this.keyOf(username));
    const isForgiven = exhausted && account?.triesForgivenAt && exhausted.since <= account.triesForgivenAt;
    if (exhausted && !isForgiven && now < exhausted.until) throw tooManyAttempts(exhausted.until, now);
    const pausedUntil = await this.store.countTry(origin, account && forgivenAt(account, origin), now);
    if (pausedUntil) throw tooManyAttempts(pausedUntil, now);
  }

  /** The password was right, and no sign-in says so: best effort, an outage is no reason to refuse what was right. */
  forgive(origin: string, at: Date): Promise<void> {
    return this.store.forgive(origin, at).catch(() => undefined);
  }

  async countFailure(username: string, account: Forgiveness | undefined): Promise<void> {
    const now = this.clock.now();
    const key = this.keyOf(username);
    if ((await this.store.countFailure(key, account?.triesForgivenAt, now)) < MAX_FAILURES_PER_HOUR) return;
    for (const [known, { until }] of this.exhausted) if (until <= now) this.exhausted.delete(known);
    this.exhausted.set(key, { since: now, until: new Date((Math.floor(now.getTime() / HOUR) + 1) * HOUR) });
  }

  private keyOf(username: string): string {
    return this.keys.ofAccount(usernameKey(username));
  }
}
