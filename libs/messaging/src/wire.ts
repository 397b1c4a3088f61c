/** A request as Nest's NATS transport and plain clients write it: `{"pattern", "data", "id"}`. */
export interface WireRequest {
  /** Anything but undefined; goes back as it came. */
  id: unknown;
  data: unknown;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads JSON from any bytes; undefined when they are none. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** Reads a request from any bytes. Never throws: undefined for whatever is not a request. */
export function readRequest(bytes: Uint8Array): WireRequest | undefined {
  const message = readJson(bytes);
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return undefined;
  const { id, data } = message as Partial<WireRequest>;
  return id === undefined ? undefined : { id, data };
}

export function writeRequest(subject: string, data: unknown, id: string | number): string {
  return JSON.stringify({ pattern: subject, data, id });
}

/** An answer; `response` is absent exactly when `err` is there. */
export function writeReply(id: unknown, reply: { response: unknown } | { err: unknown }): string {
  return JSON.stringify({ ...reply, isDisposed: true, ...(id !== undefined && { id }) });
}
