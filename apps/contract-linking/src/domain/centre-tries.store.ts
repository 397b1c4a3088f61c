import type { CentreTry } from './centre-login-limit.js';

/** Credentials shown in vain, per account. They are counted before anybody looks at them, so that parallel ones cannot slip through together. */
export abstract class CentreTriesStore {
  /** Counts one more; when there are enough, counts nothing and says from when on there is room. */
  abstract take(accountId: string, next: CentreTry): Promise<Date | undefined>;
  /** It was not in vain, or nobody looked at it. */
  abstract giveBack(accountId: string, tryId: string): Promise<void>;
}
