import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Session, SessionEndReason } from '../domain/session.js';
import { SessionStore } from '../domain/session.store.js';
import { findAndModify } from './find-and-modify.js';
import { SESSIONS, toDocument, toSession, type SessionDocument } from './session.schema.js';

const DURABLE = { w: 'majority', j: true } as const;
const NOT_ENDED = { endedAt: { $exists: false } };

/** Every value in a filter here is a string or a number that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoSessionStore extends SessionStore {
  private readonly sessions: mongo.Collection<SessionDocument>;

  constructor(private readonly database: Database) {
    super();
    this.sessions = database.collection(SESSIONS);
  }

  async open(session: Session, tx: Transaction): Promise<void> {
    await this.sessions.insertOne(toDocument(session), { session: sessionOf(tx) });
  }

  async find(id: string): Promise<Session | undefined> {
    return found(await this.sessions.findOne({ _id: id }));
  }

  async rotate(id: string, generation: number, now: Date, idleExpiresAt: Date): Promise<Session | undefined> {
    const current = { _id: id, generation, ...NOT_ENDED, idleExpiresAt: { $gt: now } };
    const next = { generation: generation + 1, rotatedAt: now, lastUsedAt: now, idleExpiresAt: { $min: [idleExpiresAt, '$expiresAt'] } };
    // A refresh whose answer is lost is sent again by the browser, and gets the same successor.
    const rotation = { query: current, update: [{ $set: next }], new: true, writeConcern: DURABLE };
    return found(await findAndModify<SessionDocument>(this.database, SESSIONS, rotation));
  }

  async end(id: string, reason: SessionEndReason, now: Date, tx: Transaction): Promise<Session | undefined> {
    const update = { $set: { endedAt: now, endReason: reason } };
    return found(await this.sessions.findOneAndUpdate({ _id: id, ...NOT_ENDED }, update, { returnDocument: 'after', session: sessionOf(tx) }));
  }

  async listAlive(accountId: string, now: Date, { limit, before }: { limit: number; before?: string }): Promise<Session[]> {
    const alive = { accountId, ...NOT_ENDED, idleExpiresAt: { $gt: now }, ...(before && { _id: { $lt: before } }) };
    return (await this.sessions.find(alive).sort({ _id: -1 }).limit(limit).toArray()).map(toSession);
  }

  async endOthers(accountId: string, keptId: string | undefined, reason: SessionEndReason, now: Date, limit: number, tx: Transaction): Promise<Session[]> {
    const others = { accountId, ...(keptId && { _id: { $ne: keptId } }), ...NOT_ENDED, idleExpiresAt: { $gt: now } };
    return this.endFound(this.sessions.find(others, { session: sessionOf(tx), limit }), reason, now, tx);
  }

  async endOlder(accountId: string, kept: number, reason: SessionEndReason, now: Date, limit: number, tx: Transaction): Promise<Session[]> {
    const alive = { accountId, ...NOT_ENDED, idleExpiresAt: { $gt: now } };
    return this.endFound(this.sessions.find(alive, { session: sessionOf(tx), sort: { _id: -1 }, skip: kept, limit }), reason, now, tx);
  }

  async endExpired(now: Date, limit: number, tx: Transaction): Promise<Session[]> {
    const expired = { ...NOT_ENDED, idleExpiresAt: { $lte: now } };
    return this.endFound(this.sessions.find(expired, { session: sessionOf(tx), limit }), 'EXPIRED', now, tx);
  }

  /** Whoever changes one of them meanwhile makes the transaction start again: what was found is what ends. */
  private async endFound(found: mongo.FindCursor<mongo.WithId<SessionDocument>>, reason: SessionEndReason, now: Date, tx: Transaction): Promise<Session[]> {
    const documents = await found.toArray();
    if (documents.length === 0) return [];
    const end = { endedAt: now, endReason: reason };
    await this.sessions.updateMany({ _id: { $in: documents.map(({ _id }) => _id) } }, { $set: end }, { session: sessionOf(tx) });
    return documents.map((document) => toSession({ ...document, ...end }));
  }

  async contactDataCompleted(accountId: string, tx: Transaction): Promise<void> {
    await this.sessions.updateMany({ accountId, contactDataRequired: true }, { $set: { contactDataRequired: false } }, { session: sessionOf(tx) });
  }
}

function found(document: SessionDocument | null | undefined): Session | undefined {
  return document ? toSession(document) : undefined;
}
