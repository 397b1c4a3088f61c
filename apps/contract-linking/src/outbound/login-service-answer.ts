import { AccessNumber } from '#libs/contracts';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { type CentreLogin, RefusedOtherwise } from '../domain/login-service.js';

/** Bytes of an answer. */
const MOST_BYTES = 256 * 1_024;

const Login = z.strictObject({ subject: z.string().min(1).max(256), accessNumbers: z.array(AccessNumber).max(10_000) });

/** It does not answer, or says itself that it cannot. */
export class ServiceAway extends Error {
  override name = 'ServiceAway';
}

/** It was not waited for as long as it may take. */
export class CutShort extends Error {
  override name = 'CutShort';
}

/** Nothing can be made of its answer, or there was no asking. Wrong credentials get no such answer: they are told by a status. */
export class Unusable extends Error {
  override name = 'Unusable';
}

/** Statuses of 400 and more by which a server says that it has not looked at the request: it came too slowly, to the wrong server, too early, too often. */
const NOT_LOOKED_AT: readonly number[] = [408, 421, 425, 429];

/** Undefined where the credentials were rejected. @throws RefusedOtherwise, Unusable, ServiceAway; whatever breaks the connection */
export async function readLogin(answer: IncomingMessage): Promise<CentreLogin | undefined> {
  const status = answer.statusCode ?? 0;
  if (status === 200) return parsed(await textOf(answer));
  answer.destroy();
  if (status === 401) return undefined;
  if (status >= 500) throw new ServiceAway(`status ${status}`);
  throw status >= 400 && !NOT_LOOKED_AT.includes(status) ? new RefusedOtherwise(`status ${status}`) : new Unusable(`status ${status}`);
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
