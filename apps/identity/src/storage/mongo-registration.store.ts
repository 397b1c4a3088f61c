import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf, trusted } from '#libs/persistence';
import type { Registration } from '../domain/registration.js';
import { RegistrationStore } from '../domain/registration.store.js';
import { REGISTRATION_MEMORY_MS, registrationSchema, REGISTRATIONS, type RegistrationDocument } from './registration.schema.js';

@Injectable()
export class MongoRegistrationStore extends RegistrationStore {
  private readonly registrations: Model<RegistrationDocument>;

  constructor(database: Database) {
    super();
    this.registrations = database.model('Registration', registrationSchema, REGISTRATIONS);
  }

  async add(registration: Registration, tx: Transaction): Promise<void> {
    const session = sessionOf(tx);
    const older = { state: 'WAITING' as const, 'form.email': registration.form.email };
    const superseded = { state: 'SUPERSEDED', forgetAt: forgetAt(registration.createdAt) };
    await this.registrations.updateMany(older, { $set: superseded }, { session });
    await this.registrations.insertMany([toDocument(registration)], { session });
  }

  async find(id: string, tx: Transaction): Promise<Registration | undefined> {
    const document = await this.registrations.findById(id).session(sessionOf(tx)).lean<RegistrationDocument>().exec();
    return document ? toRegistration(document) : undefined;
  }

  async update(registration: Registration, tx: Transaction): Promise<boolean> {
    const { _id, state, version, dueAt, pendingTold, forgetAt: forget } = toDocument(registration);
    const decided = { state, version, dueAt, pendingTold, ...(forget && { forgetAt: forget }) };
    const update = { $set: decided, $unset: { leaseUntil: 1 as const } };
    return (await this.registrations.updateOne({ _id, state: 'WAITING' }, update, { session: sessionOf(tx) })).modifiedCount === 1;
  }

  async hurry(customerNumbers: readonly string[], now: Date, tx: Transaction): Promise<number> {
    const waiting = { state: 'WAITING' as const, 'form.customerNumber': trusted({ $in: [...customerNumbers] }) };
    const update = { $set: { dueAt: now }, $unset: { leaseUntil: 1 as const } };
    return (await this.registrations.updateMany(waiting, update, { session: sessionOf(tx) })).matchedCount;
  }

  async takeDue(now: Date, leaseMs: number, limit: number): Promise<string[]> {
    const due = { state: 'WAITING' as const, dueAt: trusted({ $lte: now }), leaseUntil: trusted({ $not: { $gt: now } }) };
    const lease = { $set: { leaseUntil: new Date(now.getTime() + leaseMs) } };
    const taken: string[] = [];
    while (taken.length < limit) {
      const document = await this.registrations.findOneAndUpdate(due, lease, { sort: { dueAt: 1 }, projection: { _id: 1 } }).lean<{ _id: string }>().exec();
      if (!document) break;
      taken.push(document._id);
    }
    return taken;
  }
}

const forgetAt = (since: Date): Date => new Date(since.getTime() + REGISTRATION_MEMORY_MS);

function toDocument({ id, ...registration }: Registration): RegistrationDocument {
  return { _id: id, ...registration, ...(registration.state !== 'WAITING' && { forgetAt: forgetAt(registration.expiresAt) }) };
}

function toRegistration({ _id, leaseUntil: _lease, forgetAt: _forgetAt, ...registration }: RegistrationDocument): Registration {
  return { id: _id, ...registration };
}
