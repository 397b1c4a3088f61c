import { ERROR_CODES, type ErrorCode } from '#libs/kernel';
import { z } from 'zod';
import { FIELD_RULES } from '../problems/field-texts.js';

/** What every error answers: RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: z.enum(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]),
  traceId: z.string(),
  hotline: z.string().optional(),
  accessNumberToLink: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), rule: z.enum(FIELD_RULES as [string, ...string[]]), message: z.string() })).optional(),
});
