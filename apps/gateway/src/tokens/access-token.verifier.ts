import { Injectable } from '@nestjs/common';
import { Role, Uuid } from '#libs/contracts';
import type { IncomingHttpHeaders } from 'node:http';
import { ExtractJwt, Strategy, type StrategyOptionsWithRequest } from 'passport-jwt';
import { z } from 'zod';
import { BoundedMap } from '../http/bounded-map.js';
import { type AccessToken, ALGORITHM, AUDIENCE, ISSUER, TYPE } from './access-token.js';
import { SigningKeys } from './signing-keys.js';

/** A token that was verified once is remembered until it expires; this many of them. */
const REMEMBERED = 20_000;

const Verified = z.object({
  header: z.object({ alg: z.literal(ALGORITHM), typ: z.literal(TYPE), kid: z.string(), crit: z.undefined().optional() }),
  payload: z.object({ sub: Uuid, sid: Uuid, role: Role, exp: z.int().positive(), iat: z.int().positive(), jti: z.string().min(16) }),
});

/** What passport gives a strategy to report to. */
interface Attempt {
  authenticate(request: { headers: IncomingHttpHeaders }): void;
  success(token: AccessToken): void;
  fail(reason: unknown): void;
  error(error: unknown): void;
}

const readBearer = ExtractJwt.fromAuthHeaderAsBearerToken();

/** Verifies the access token of a request, by passport-jwt, with everything pinned. */
@Injectable()
export class AccessTokenVerifier {
  private readonly known = new BoundedMap<string, AccessToken>(REMEMBERED);
  private readonly valid = this.strategy(false);
  private readonly evenExpired = this.strategy(true);

  constructor(private readonly keys: SigningKeys) {}

  /** Undefined for a token that is missing, expired, or not ours. */
  async verify(headers: IncomingHttpHeaders): Promise<AccessToken | undefined> {
    const text = readBearer({ headers } as never);
    if (!text) return undefined;
    const known = this.known.get(text);
    if (known) return known.expiresAt > Date.now() ? known : undefined;
    const token = await this.attempt(this.valid, headers);
    if (token) this.known.set(text, token);
    return token;
  }

  /** As `verify`, for signing out: the signature counts, the time does not. */
  verifyEvenExpired(headers: IncomingHttpHeaders): Promise<AccessToken | undefined> {
    return this.attempt(this.evenExpired, headers);
  }

  private attempt(strategy: Strategy, headers: IncomingHttpHeaders): Promise<AccessToken | undefined> {
    return new Promise((resolve, reject) => {
      const report = { success: resolve, fail: () => resolve(undefined), error: reject };
      (Object.assign(Object.create(strategy), report) as Attempt).authenticate({ headers });
    });
  }

  private strategy(ignoreExpiration: boolean): Strategy {
    const options = {
      jwtFromRequest: readBearer,
      secretOrKeyProvider: (_: unknown, token: string, done: (error: unknown, key?: never) => void) => this.findKey(token, ignoreExpiration, done),
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: [ALGORITHM],
      ignoreExpiration,
      jsonWebTokenOptions: { complete: true },
      passReqToCallback: false,
    } as unknown as StrategyOptionsWithRequest;
    // passport-jwt knows the algorithm, the signature, issuer, audience and a wrong time; type and presence of claims are checked here.
    return new Strategy(options, ((decoded: unknown, done: (error: unknown, token: AccessToken | false) => void) => done(null, read(decoded) ?? false)) as never);
  }

  private findKey(token: string, evenExpired: boolean, done: (error: unknown, key?: never) => void): void {
    const kid = isCanonical(token) ? kidOf(token) : undefined;
    if (kid === undefined) return done(new Error('no usable kid'));
    const known = this.keys.knownVerifier(kid, evenExpired);
    if (known) return done(null, known as never);
    this.keys.verifier(kid, evenExpired).then((key) => (key ? done(null, key as never) : done(new Error('unknown kid'))), done);
  }
}

function read(decoded: unknown): AccessToken | undefined {
  const { success, data } = Verified.safeParse(decoded);
  return success ? { accountId: data.payload.sub, sessionId: data.payload.sid, role: data.payload.role, expiresAt: data.payload.exp * 1_000 } : undefined;
}

function kidOf(token: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid?: unknown } | null;
    return typeof header?.kid === 'string' ? header.kid : undefined;
  } catch {
    return undefined;
  }
}

/** One token has one spelling: three parts of base64url without loose bits. */
function isCanonical(token: string): boolean {
  const parts = token.split('.');
  return parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
