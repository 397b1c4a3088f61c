import { MsgHdrsImpl, type MsgHdrs } from '@nats-io/transport-node';
import { newCall, type Call } from '#libs/kernel';

const DEADLINE = 'bsp-deadline';
const CORRELATION = 'bsp-correlation-id';
const TRACE = 'traceparent';
const IDEMPOTENCY = ['bsp-idempotency-key', 'bsp-idempotency-scope', 'bsp-idempotency-fingerprint'] as const;

/** Longest value that is taken over from a message. */
const MAX_VALUE = 512;

/** What of a call travels beside its request; `deadline` is the caller's last moment, epoch milliseconds. */
export function headersOf(call: Call, deadline: number): MsgHdrs {
  const record: Record<string, string> = { [DEADLINE]: String(deadline), [CORRELATION]: oneLine(call.correlationId) };
  if (call.traceparent) record[TRACE] = oneLine(call.traceparent);
  if (call.idempotency) {
    record[IDEMPOTENCY[0]] = oneLine(call.idempotency.key);
    record[IDEMPOTENCY[1]] = oneLine(call.idempotency.scope);
    record[IDEMPOTENCY[2]] = oneLine(call.idempotency.fingerprint);
  }
  return MsgHdrsImpl.fromRecord(record as unknown as Record<string, string[]>);
}

/** The call that a request belongs to. Without headers (a plain NATS client) a new one begins. */
export function callOf(headers: MsgHdrs | undefined, timeoutMs: number): Call {
  if (!headers) return newCall(timeoutMs);
  const deadline = Number(read(headers, DEADLINE));
  const [key, scope, fingerprint] = IDEMPOTENCY.map((name) => read(headers, name));
  const correlationId = read(headers, CORRELATION);
  const traceparent = read(headers, TRACE);
  return newCall(timeoutMs, {
    ...(correlationId && { correlationId }),
    ...(traceparent && { traceparent }),
    ...(deadline > 0 && Number.isFinite(deadline) && { deadline }),
    ...(key && scope && fingerprint && { idempotency: { key, scope, fingerprint } }),
  });
}

function read(headers: MsgHdrs, name: string): string | undefined {
  const value = headers.get(name);
  return value !== '' && value.length <= MAX_VALUE ? value : undefined;
}

/** A line break in a value would begin a header of its own. */
function oneLine(value: string): string {
  return /[\r\n]/.test(value) ? value.replace(/[\r\n]+/g, ' ') : value;
}
