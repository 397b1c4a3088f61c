import { pino, type DestinationStream, type Logger } from 'pino';
import { withoutSecretLooks, withoutSecrets } from './redaction.js';

export type { Logger } from 'pino';

export interface LoggerOptions {
  service: string;
  /** `trace` … `fatal` or `silent`; `info` unless given. */
  level?: string;
  /** Standard output unless given. */
  destination?: DestinationStream;
}

/** A logger that writes one JSON object a line and no secrets. */
export function createLogger({ service, level = 'info', destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (entry: Record<string, unknown>) => withoutSecrets(entry) as Record<string, unknown>,
    },
    serializers: { err: describeError, error: describeError },
    hooks: { streamWrite: withoutSecretLooks },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What of an error may be logged: never its own extra properties, drivers put documents there. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return withoutSecrets(error);
  const { name: type, message, stack, cause } = error;
  const code = 'code' in error && ['string', 'number'].includes(typeof error.code) ? { code: error.code } : {};
  return { type, message, ...code, stack, ...(cause !== undefined && depth < 3 && { cause: describeError(cause, depth + 1) }) };
}
