import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { MAX_TRIES_PER_HOUR, ThrottleKeys, tooManyAttempts } from '../domain/sign-in-throttle.js';
import { SignInThrottleStore } from '../domain/sign-in-throttle.store.js';
import { usernameKey } from '../domain/username.policy.js';

const HOUR = 3_600_000;

/** Counts every try before it is judged, whether or not anybody has this username. */
@Injectable()
export class SignInThrottleGuard {
  constructor(
    private readonly keys: ThrottleKeys,
    private readonly store: SignInThrottleStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `too-many-attempts` with `retryAfter` */
  async count(username: string, ipPrefix: string): Promise<void> {
    const now = this.clock.now();
    const key = usernameKey(username);
    const pausedUntil = await this.store.countTry(this.keys.ofOrigin(key, ipPrefix), now);
    if (pausedUntil) throw tooManyAttempts(pausedUntil, now);
    const tries = await this.store.countAccountTry(this.keys.ofAccount(key), now);
    if (tries > MAX_TRIES_PER_HOUR) throw tooManyAttempts(new Date((Math.floor(now.getTime() / HOUR) + 1) * HOUR), now);
  }

  async forgive(username: string, ipPrefix: string): Promise<void> {
    await this.store.clear(this.keys.ofOrigin(usernameKey(username), ipPrefix));
  }
}
