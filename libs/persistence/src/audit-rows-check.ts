import { type ClientSession, mongo } from 'mongoose';
import { type AuditFault, type AuditFaultKind, type AuditStep, hole } from './audit-fault.js';
import type { AuditHasher } from './audit-hasher.js';
import { AUDIT, AUDIT_NUMBERS, AUDIT_SEALS, type AuditNumber, type AuditSeal, SERVICE_SERIES, seriesOf, type StoredAuditRow } from './audit.schema.js';
import type { Database } from './database.js';

/** Long after a running sealer must have been there. */
const SEALED_WITHIN_MS = 60_000;
const BY_NUMBER = { series: 1, number: 1 } as const;
/** What is no text sorts before or behind all texts. */
const BEFORE_TEXT = { max: { series: '', number: new mongo.MinKey() } };
const BEHIND_TEXT = { min: { series: {}, number: new mongo.MinKey() } };
const STRAYS = 100;

/** Where a walk over the rows stands. */
interface Place {
  series: string;
  number: number;
}

/** Walks the rows, account by account and number by number: none is missing, each fits its hash and is part of the chain, the last is the one that was counted. */
export async function checkRows(database: Database, hasher: AuditHasher, session: ClientSession, from: string, limit: number): Promise<AuditStep> {
  const rows = database.collection<StoredAuditRow>(AUDIT);
  const begin = placeOf(from);
  const behind = { $or: [{ series: begin.series, number: { $gt: begin.number } }, { series: { $gt: begin.series } }] };
  const found = await rows.find(behind, { session, sort: BY_NUMBER, limit }).toArray();
  const isEnd = found.length < limit;
  const sealed = await sealedOf(database, session, found);
  const last = await lastOf(database, session, [begin.series, ...found.map(({ series }) => series)]);
  const faults: AuditFault[] = from === '' ? await strays(database, session) : [];
  let place = begin;
  for (const row of found) {
    if (row.series !== place.series) {
      faults.push(...checkLast(place, last));
      place = { series: row.series, number: 0 };
    }
    faults.push(...hole(place.number + 1, row.number).map((number) => fault('ROW_MISSING', row.series, number)));
    if (row.hash !== hasher.row(row) || row.series !== seriesOf(row)) faults.push(fault('ROW_CHANGED', row.series, row.number));
    else if (!sealed.has(row._id) && !isAwaitingSeal(row)) faults.push(fault('ROW_NOT_SEALED', row.series, row.number));
    place = { series: row.series, number: Math.floor(Number(row.number)) || place.number };
  }
  if (isEnd) faults.push(...checkLast(place, last));
  return { faults, checked: found.length, ...(!isEnd && { next: `${place.number} ${place.series}` }) };
}

/** Accounts that were counted and of which no row is left. */
export async function checkNumbers(database: Database, session: ClientSession, from: string, limit: number): Promise<AuditStep> {
  const numbers = database.collection<AuditNumber>(AUDIT_NUMBERS);
  const rowsOf = { from: AUDIT, localField: '_id', foreignField: 'series', pipeline: [{ $limit: 1 }, { $project: { _id: 1 } }], as: 'rows' };
  const pipeline = [{ $match: { _id: { $gt: from } } }, { $sort: { _id: 1 } }, { $limit: limit }, { $lookup: rowsOf }];
  const found = await numbers.aggregate<AuditNumber & { rows: object[] }>(pipeline, { session }).toArray();
  const gone = found.filter(({ rows }) => rows.length === 0);
  const faults = gone.flatMap(({ _id, last }) => hole(1, last + 1).map((number) => fault('ROW_MISSING', _id, number)));
  return { faults, checked: 0, ...(found.length === limit && { next: found.at(-1)!._id }) };
}

function placeOf(from: string): Place {
  const [, number, series] = /^(\d+) (.*)$/s.exec(from) ?? ['', '0', ''];
  return { series: series!, number: Number(number) };
}

async function sealedOf(database: Database, session: ClientSession, rows: StoredAuditRow[]): Promise<Set<string>> {
  const ids = rows.map(({ _id }) => _id);
  const seals = await database.collection<AuditSeal>(AUDIT_SEALS).find({ row: { $in: ids } }, { session, projection: { _id: 0, row: 1 } }).toArray();
  return new Set(seals.map(({ row }) => row));
}

async function lastOf(database: Database, session: ClientSession, series: string[]): Promise<Map<string, number>> {
  const numbers = await database.collection<AuditNumber>(AUDIT_NUMBERS).find({ _id: { $in: [...new Set(series)] } }, { session }).toArray();
  return new Map(numbers.map(({ _id, last }) => [_id, last]));
}

/** Where the rows of a series end: those up to the last number are there, and there are no more. */
function checkLast({ series, number }: Place, last: Map<string, number>): AuditFault[] {
  if (series === '') return [];
  const counted = last.get(series) ?? 0;
  return counted < number ? [fault('NUMBER_CHANGED', series, counted)] : hole(number + 1, counted + 1).map((missing) => fault('ROW_MISSING', series, missing));
}

/** Rows that no account's series could hold. */
async function strays(database: Database, session: ClientSession): Promise<AuditFault[]> {
  const find = (bounds: object) => database.collection<StoredAuditRow>(AUDIT).find({}, { session, hint: BY_NUMBER, limit: STRAYS, ...bounds }).toArray();
  const found = [...(await find(BEFORE_TEXT)), ...(await find(BEHIND_TEXT))];
  return found.map(() => fault('ROW_CHANGED', SERVICE_SERIES, null));
}

const isAwaitingSeal = ({ unsealed, at }: StoredAuditRow): boolean => unsealed === true && Math.abs(Date.now() - at.getTime()) < SEALED_WITHIN_MS;

function fault(what: AuditFaultKind, series: string, number: number | null): AuditFault {
  return { what, accountId: series === SERVICE_SERIES ? null : series, number, position: null };
}
