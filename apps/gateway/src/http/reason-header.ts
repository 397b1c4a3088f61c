import { isUtf8 } from 'node:buffer';
import { fieldErrorsOf, Reason } from '#libs/contracts';
import type { FieldError } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';

export const REASON_HEADER = 'X-Reason';
const Header = z.object({ [REASON_HEADER]: Reason });

/** The header `X-Reason` of a request without a body; what is wrong with it is added to `errors`. */
export function reasonOf(request: FastifyRequest, errors: FieldError[]): string {
  const sent = request.headers[REASON_HEADER.toLowerCase()];
  const input = { [REASON_HEADER]: typeof sent === 'string' ? readHeaderText(sent) : undefined };
  const result = Header.safeParse(input);
  if (!result.success) errors.push(...fieldErrorsOf(result.error, input, Header));
  return result.data?.[REASON_HEADER] ?? '';
}

/** Browsers send header values in Latin-1, other clients in UTF-8, careful ones percent-encoded: all of them may write umlauts. */
export function readHeaderText(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const text = isUtf8(bytes) ? bytes.toString() : value;
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return text;
  }
}
