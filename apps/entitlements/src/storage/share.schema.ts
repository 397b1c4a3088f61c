import type { Share } from '../domain/share.js';

export const SHARES = 'shares';
export const SEARCH_MISSES = 'search-misses';

/** `_id`: giver and receiver. */
export interface ShareDocument extends Share {
  _id: string;
  /** Until the first save. */
  expireAt?: Date;
}

export const shareId = (giverId: string, receiverId: string): string => `${giverId} ${receiverId}`;
