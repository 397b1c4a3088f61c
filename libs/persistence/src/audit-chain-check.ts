import type { ClientSession } from 'mongoose';
import { type AuditFault, type AuditStep, hole } from './audit-fault.js';
import type { AuditHasher } from './audit-hasher.js';
import { CHAIN_BEGIN } from './audit-sealer.js';
import { AUDIT, AUDIT_HEAD, AUDIT_SEALS, type AuditHead, type AuditSeal, SERVICE_SERIES, type StoredAuditRow } from './audit.schema.js';
import type { Database } from './database.js';

interface Link {
  position: number;
  /** Undefined where it cannot be said: the one before is missing or wrong itself. */
  seal: string | undefined;
}

/** Follows the chain from behind position `after`: every seal fits, follows the one before, and its row is there as it was sealed. */
export async function checkChain(database: Database, hasher: AuditHasher, session: ClientSession, after: number, limit: number): Promise<AuditStep> {
  const seals = database.collection<AuditSeal>(AUDIT_SEALS);
  const head = await database.collection<AuditHead>(AUDIT_HEAD).findOne({ _id: 'head' }, { session });
  const prior = after === 0 ? null : await seals.findOne({ _id: after }, { session });
  const found = await seals.find({ _id: { $gt: after } }, { session, sort: { _id: 1 }, limit }).toArray();
  const rows = await hashesOf(database, session, found);
  const faults: AuditFault[] = [];
  let link: Link = { position: Math.floor(after), seal: after === 0 ? CHAIN_BEGIN.seal : prior ? sealIfSound(prior, hasher) : undefined };
  for (const seal of found) link = follow(link, seal, rows, hasher, faults);
  const isEnd = found.length < limit;
  if (isEnd) faults.push(...checkHead(head, link, hasher));
  return { faults, checked: found.length, ...(!isEnd && { next: String(found.at(-1)!._id) }) };
}

async function hashesOf(database: Database, session: ClientSession, seals: AuditSeal[]): Promise<Map<string, string>> {
  const ids = seals.map(({ row }) => row);
  const rows = await database.collection<StoredAuditRow>(AUDIT).find({ _id: { $in: ids } }, { session, projection: { hash: 1 } }).toArray();
  return new Map(rows.map(({ _id, hash }) => [_id, hash]));
}

function follow(before: Link, seal: AuditSeal, rows: Map<string, string>, hasher: AuditHasher, faults: AuditFault[]): Link {
  const missing = hole(before.position + 1, seal._id);
  faults.push(...missing.map(missingSeal));
  const expected = missing.length > 0 ? undefined : before.seal;
  const isSound = sealIfSound(seal, hasher) !== undefined && (expected === undefined || seal.previous === expected);
  const about = { accountId: seal.series === SERVICE_SERIES ? null : seal.series, number: seal.number, position: seal._id };
  if (!isSound) faults.push({ what: 'SEAL_CHANGED', ...about });
  const hash = rows.get(seal.row);
  if (hash === undefined) faults.push({ what: 'ROW_MISSING', ...about });
  else if (hash !== seal.hash) faults.push({ what: 'ROW_CHANGED', ...about });
  return { position: Math.floor(seal._id), seal: isSound ? seal.seal : undefined };
}

const sealIfSound = (seal: AuditSeal, hasher: AuditHasher): string | undefined => (seal.seal === hasher.seal(seal) ? seal.seal : undefined);

function checkHead(head: AuditHead | null, end: Link, hasher: AuditHasher): AuditFault[] {
  if (!head) return end.position === CHAIN_BEGIN.position ? [] : [wrongHead(null)];
  if (head.hash !== hasher.head(head)) return [wrongHead(head.position)];
  if (head.position > end.position) return hole(end.position + 1, head.position + 1).map(missingSeal);
  const fits = head.position === end.position && (end.seal === undefined || head.seal === end.seal);
  return fits ? [] : [wrongHead(head.position)];
}

const missingSeal = (position: number): AuditFault => ({ what: 'SEAL_MISSING', accountId: null, number: null, position });

const wrongHead = (position: number | null): AuditFault => ({ what: 'HEAD_CHANGED', accountId: null, number: null, position });
