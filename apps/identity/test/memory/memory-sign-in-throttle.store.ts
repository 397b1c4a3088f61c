import { endOfPause, pausedUntil } from '../../src/domain/sign-in-throttle.js';
import { SignInThrottleStore } from '../../src/domain/sign-in-throttle.store.js';
import type { MemoryDatabase } from './memory-database.js';

export class MemorySignInThrottleStore extends SignInThrottleStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async countTry(originKey: string, forgivenAt: Date | undefined, now: Date): Promise<Date | undefined> {
    const tries = this.database.tries.get(originKey);
    const paused = pausedUntil(tries, forgivenAt, now);
    if (paused) return paused;
    const count = !tries || (forgivenAt && tries.lastAt <= forgivenAt) ? 1 : tries.count + 1;
    this.database.tries.set(originKey, { count, lastAt: now, pausedUntil: endOfPause(count, now) });
    return undefined;
  }

  async forgive(originKey: string, at: Date): Promise<void> {
    const tries = this.database.tries.get(originKey);
    if (tries && tries.lastAt <= at) this.database.tries.delete(originKey);
  }

  async countFailure(accountKey: string, forgivenAt: Date | undefined, now: Date): Promise<number> {
    const hour = Math.floor(now.getTime() / 3_600_000);
    const counted = this.database.failures.get(accountKey);
    const known = counted && !(forgivenAt && counted.lastAt <= forgivenAt) ? counted : undefined;
    const isThisHour = known?.hour === hour;
    const inHourBefore = isThisHour ? known.inHourBefore : known?.hour === hour - 1 ? known.inHour : 0;
    const inHour = isThisHour ? known.inHour + 1 : 1;
    this.database.failures.set(accountKey, { hour, inHour, inHourBefore, lastAt: now });
    return inHour + inHourBefore;
  }
}
