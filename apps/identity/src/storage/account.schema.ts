import { Schema } from 'mongoose';
import type { Account } from '../domain/account.js';
import { usernameKey } from '../domain/username.policy.js';

export const ACCOUNTS = 'accounts';

export interface AccountDocument extends Omit<Account, 'id'> {
  _id: string;
  /** What must be unique of the username. */
  usernameKey?: string;
  /** Set while the address is taken: at most one master administrator who is not closed has it. */
  masterEmail?: string;
  /** How many sub-administrators this account has ever had. What counts those it has now writes it, so that of two at a time one starts again. */
  subAdministratorsCreated?: number;
}

const text = { type: String, required: true } as const;
const unknownText = { type: String, default: null } as const;

interface Owned {
  ownerDocument(): Pick<Account, 'role'>;
}
/** Empty for those of whom it is not asked: nobody but a support agent is without a company, and only a registration asks for the phone number. */
const company = { type: String, default: '', required: function (this: Owned) { return this.ownerDocument().role !== 'SUPPORT_AGENT'; } } as const;
const phone = { type: String, default: '', required: function (this: Owned) { return this.ownerDocument().role === 'MASTER_ADMINISTRATOR'; } } as const;

const contact = new Schema(
  {
    salutation: text,
    company,
    street: unknownText,
    houseNumber: unknownText,
    postalCode: unknownText,
    city: unknownText,
    country: unknownText,
    phone,
    mobile: unknownText,
    fax: unknownText,
  },
  { _id: false },
);

const signIn = new Schema({ origin: text, at: { type: Date, required: true } }, { _id: false });

export const accountSchema = new Schema<AccountDocument>(
  {
    _id: text,
    role: text,
    status: text,
    version: { type: Number, required: true },
    username: String,
    usernameKey: String,
    passwordHashes: { type: [String], required: true },
    email: text,
    masterEmail: String,
    pendingEmail: String,
    firstName: text,
    lastName: text,
    contact: { type: contact, required: true },
    contactDataComplete: { type: Boolean, required: true },
    locale: text,
    customerNumber: String,
    otpProcedure: Boolean,
    partnerNumber: String,
    superiorId: String,
    subAdministratorsCreated: Number,
    staffNumber: String,
    lockedBy: { type: [String], default: undefined },
    triesForgivenAt: Date,
    createdAt: { type: Date, required: true },
    invitedUntil: Date,
    activatedAt: Date,
    lastLoginAt: Date,
    signIns: { type: [signIn], required: true },
    signInCount: Number,
  } as never,
  { versionKey: false },
);

export function toDocument({ id, ...account }: Account): AccountDocument {
  const isMaster = account.role === 'MASTER_ADMINISTRATOR' && account.status !== 'CLOSED';
  return {
    _id: id,
    ...account,
    ...(account.username && { usernameKey: usernameKey(account.username) }),
    ...(isMaster && { masterEmail: account.email }),
  };
}

export function toAccount({ _id, usernameKey: _key, masterEmail: _masterEmail, subAdministratorsCreated: _created, ...account }: AccountDocument): Account {
  return { id: _id, ...account };
}
