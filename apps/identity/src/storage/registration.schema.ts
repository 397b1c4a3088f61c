import { Schema } from 'mongoose';
import type { Registration } from '../domain/registration.js';

export const REGISTRATIONS = 'registrations';

/** A decided registration is kept this long (ms). */
export const REGISTRATION_MEMORY_MS = 30 * 24 * 3_600_000;

export interface RegistrationDocument extends Omit<Registration, 'id'> {
  _id: string;
  leaseUntil?: Date;
  /** Absent while it waits. */
  forgetAt?: Date;
}

const text = { type: String, required: true } as const;
const instant = { type: Date, required: true } as const;

const form = new Schema(
  { salutation: text, firstName: text, lastName: text, company: text, email: text, phone: text, customerNumber: text, locale: text },
  { _id: false },
);

export const registrationSchema = new Schema<RegistrationDocument>(
  {
    _id: text,
    form: { type: form, required: true },
    state: text,
    version: { type: Number, required: true },
    createdAt: instant,
    expiresAt: instant,
    dueAt: instant,
    pendingTold: { type: Boolean, required: true },
    leaseUntil: Date,
    forgetAt: Date,
  } as never,
  { versionKey: false },
);
