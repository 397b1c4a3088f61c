import type { Link, LostLink } from '../domain/link.js';

export const LINKS = 'links';

/** Only customer links are sought by number. */
export const CONNECTING = { customerNumber: { $exists: true } } as const;

export interface LinkDocument {
  _id: string;
  via: Link['via'];
  accountId: string;
  version: number;
  ended: boolean;
  customerNumber?: string;
  accessNumber?: string;
  /** Until contract-linking confirms that it has ended. */
  lost?: Omit<LostLink, 'linkId'>;
}

export function toLink<L extends Link>({ _id, lost: _lost, ...link }: LinkDocument): L {
  return { linkId: _id, ...link } as unknown as L;
}
