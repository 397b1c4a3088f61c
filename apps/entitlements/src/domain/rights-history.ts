import { hash as digest } from 'node:crypto';
import type { Actor } from '#libs/kernel';
import type { Right, Via } from './right.js';
import type { RightsNews } from './rights-change.js';

/** One thing that happened to a grant on a contract. Rows are only ever added: each hashes the one before it. */
export interface HistoryRow {
  accessNumber: string;
  /** Of the contract's rights after it. */
  version: number;
  at: Date;
  kind: 'GRANTED' | 'CHANGED' | 'REVOKED';
  grantId: string;
  via: Via;
  to: string;
  by?: string;
  /** Those that came, or went. */
  rights: Right[];
  /** What the grant gives afterwards. */
  left: Right[];
  until?: Date;
  chain: string[];
  cause: string;
  actor: Actor;
  previous: string;
  hash: string;
}

const KINDS = { granted: 'GRANTED', changed: 'CHANGED', revoked: 'REVOKED' } as const;

/** What the first row of a contract stands on. */
export const HISTORY_START = '';

/** The rows of one change, on top of the newest row there is. */
export function historyOf(accessNumber: string, told: readonly RightsNews[], { what, actor }: { what: string; actor: Actor }, at: Date, newest = HISTORY_START): HistoryRow[] {
  let previous = newest;
  return told.map(({ kind, grant, rights, left, chain, version }) => {
    const { id: grantId, via, to, by, until } = grant;
    const row = { accessNumber, version, at, kind: KINDS[kind], grantId, via, to, ...(by && { by }), rights, left, ...(until && { until }), chain, cause: what, actor, previous };
    previous = hashOf(row);
    return { ...row, hash: previous };
  });
}

/** Of everything in the row but the hash itself, in this order. */
export function hashOf({ accessNumber, version, at, kind, grantId, via, to, by, rights, left, until, chain, cause, actor, previous }: Omit<HistoryRow, 'hash'>): string {
  const times = [at.getTime(), until?.getTime() ?? null];
  const content = [accessNumber, version, times, kind, grantId, via, to, by ?? null, rights, left, chain, cause, actor.kind, actor.accountId ?? null, previous];
  return digest('sha256', JSON.stringify(content), 'base64url');
}
