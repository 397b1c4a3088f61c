import type { Activity } from './activity.js';

export interface ActivityPage {
  limit: number;
  /** Only what is older than this number. */
  before?: number;
  /** Only these actions. */
  actions: readonly string[];
}

/** Reads what happened to accounts from the audit log. */
export abstract class ActivityStore {
  /** Newest first. */
  abstract listOf(accountId: string, page: ActivityPage): Promise<Activity[]>;
}
