import { Schema } from 'mongoose';
import type { AccountCopy } from '../domain/account-copy.store.js';

export const ACCOUNTS = 'accounts';

export type AccountDocument = Omit<AccountCopy, 'accountId'> & { _id: string };

const person = new Schema(
  { role: { type: String, required: true }, firstName: { type: String, required: true }, lastName: { type: String, required: true }, superiorId: { type: String } },
  { _id: false },
);
const company = new Schema({ name: { type: String, required: true }, sequence: { type: Number, required: true } }, { _id: false });

export const accountSchema = new Schema<AccountDocument>({ _id: { type: String, required: true }, person, company }, { versionKey: false });
