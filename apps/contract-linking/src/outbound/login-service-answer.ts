import { AccessNumber } from '#libs/contracts';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { CentreLogin } from '../domain/login-service.js';

/** Bytes of an answer. */
const MOST_BYTES = 256 * 1_024;

const Login = z.strictObject({ subject: z.string().min(1).max(256), accessNumbers: z.array(AccessNumber).max(10_000) });

/** It does not answer, or says itself that it cannot. */
export class ServiceAway extends Error {
  override name = 'ServiceAway';
}

/** It answered, and nothing can be made of it. */
export class Unusable extends Error {
  override name = 'Unusable';
}

/** Undefined where the credentials were rejected. @throws Unusable, ServiceAway; whatever breaks the connection */
export async function readLogin(answer: IncomingMessage): Promise<CentreLogin | undefined> {
  const status = answer.statusCode ?? 0;
  if (status === 200) return parsed(await textOf(answer));
  answer.destroy();
  if (status === 401) return undefined;
  throw status >= 500 ? new ServiceAway(`status ${status}`) : new Unusable(`status ${status}`);
}

/** Read piece by piece, so that what is too large is never held. */
async function textOf(answer: IncomingMessage): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of answer as AsyncIterable<Uint8Array>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Unusable('too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function parsed(text: string): CentreLogin {
  const login = Login.safeParse(json(text));
  // Where it is wrong, not what stood there.
  if (!login.success) throw new Unusable(`wrong shape: ${[...new Set(login.error.issues.map(({ path }) => String(path[0] ?? '(root)')))].join(', ')}`);
  return login.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Unusable('not JSON');
  }
}
