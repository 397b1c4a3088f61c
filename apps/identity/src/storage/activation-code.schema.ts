import { Schema } from 'mongoose';
import type { ActivationCode } from '../domain/activation-code.js';

export const ACTIVATION_CODES = 'activation-codes';

/** Whoever holds a code that has expired is told so for this long (ms). */
export const CODE_MEMORY_MS = 100 * 24 * 3_600_000;

export interface ActivationCodeDocument extends Omit<ActivationCode, 'hash'> {
  _id: string;
  forgetAt: Date;
}

export const activationCodeSchema = new Schema<ActivationCodeDocument>(
  {
    _id: { type: String, required: true },
    codeId: { type: String, required: true },
    accountId: { type: String, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: Date,
    replacedAt: Date,
    forgetAt: { type: Date, required: true },
  } as never,
  { versionKey: false },
);
