import { Schema } from 'mongoose';

export const CUSTOMERS = 'customers';

/** A customer number; `locks` grows with every transaction that decided by it. */
export interface CustomerDocument {
  _id: string;
  profile?: { network: 'FIXED_LINE' | 'MOBILE'; companyName: string; stamp: { time: Date; id: string } };
  locks: number;
}

const stamp = new Schema({ time: { type: Date, required: true }, id: { type: String, required: true } }, { _id: false });
const profile = new Schema({ network: { type: String, required: true }, companyName: { type: String, required: true }, stamp: { type: stamp, required: true } }, { _id: false });

export const customerSchema = new Schema<CustomerDocument>({ _id: { type: String, required: true }, profile, locks: { type: Number, default: 0 } }, { versionKey: false });
