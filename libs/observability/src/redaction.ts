const HIDDEN = '[redacted]';

/** Property names whose value is never written, at any depth. */
const SECRET_KEY = /pass(word|wd|phrase)|secret|token|authorization|cookie|jwe|jwt|private-?key|api-?key|credential|otp|^(one-?time-?)?code$|(activation|confirmation)-?code/i;

/** An error's name in a `code` property: ours (`code-expired`), Node's (`ECONNRESET`, `ERR_…`) or a driver's number. */
const ERROR_NAME = /^([a-z]+(-[a-z]+)*|E[A-Z]{3,14}|ERR_[A-Z_]+)$/;

/** Secrets by their look, for texts that somebody else wrote: one-time codes and reset tokens, JWT and JWE, credentials in URLs. */
const SECRET_LOOKS = /(?<![\w-])[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,6}(?![\w-])|\beyJ[\w-]{8,}(?:\.[\w-]*){2,4}|(?<=:\/\/)[^\s:/@"]+:[^\s@/"]+(?=@)/g;

const MAX_DEPTH = 6;

/** A copy of what is to be logged, without the values of secret properties. Errors keep their identity for the error serializer. */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) copy[key] = isSecret(key, entry) ? HIDDEN : withoutSecrets(entry, depth + 1);
  return copy;
}

/** The second net: hides whatever looks like a secret in a finished line. */
export function withoutSecretLooks(line: string): string {
  return line.replace(SECRET_LOOKS, HIDDEN);
}

function isSecret(key: string, value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) return false;
  if (!SECRET_KEY.test(key)) return false;
  return !(key === 'code' && typeof value === 'string' && ERROR_NAME.test(value));
}
