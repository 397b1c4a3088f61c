import { Schema } from 'mongoose';
import type { Recipient } from '../domain/recipient.js';

export const RECIPIENTS = 'recipients';

export type RecipientDocument = Omit<Recipient, 'accountId'> & { _id: string };

const versioned = () => new Schema({ value: { type: String, required: true }, sequence: { type: Number, required: true } }, { _id: false });

const incident = new Schema(
  {
    causeId: { type: String, required: true },
    event: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String },
    customerNumber: { type: String },
  },
  { _id: false },
);

export const recipientSchema = new Schema<RecipientDocument>(
  {
    _id: { type: String, required: true },
    email: versioned(),
    locale: versioned(),
    firstName: versioned(),
    lastName: versioned(),
    company: versioned(),
    closed: new Schema({ value: { type: Boolean, required: true }, sequence: { type: Number, required: true } }, { _id: false }),
    owed: { type: [incident], default: undefined },
    owedRights: { type: [Schema.Types.Mixed], default: undefined },
  } as never,
  { versionKey: false },
);
