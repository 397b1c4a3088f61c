import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Page } from './page.js';
import { KeysUnavailable } from './public-keys.js';
import { UsedTokens } from './used-tokens.js';

const ISSUER = 'urn:bsp-access';
/** Seconds: how old a handover may be whatever its `exp` says (no gateway may give it longer), and how far clocks may be apart. */
const LONGEST_AGE = 300;
const TOLERANCE = 5;

const Claims = z.object({
  aud: z.string(),
  sub: z.string().min(1).max(200),
  jti: z.string().min(1).max(200),
  exp: z.number(),
  accessNumber: z.string().regex(/^\d{6,20}$/),
  target: z.string(),
});

/** Who arrived for what. */
export interface Handover {
  sub: string;
  accessNumber: string;
  target: string;
}

export type Refusal = 'missing' | 'unreadable' | 'forged' | 'other-page' | 'too-old' | 'used';

export class HandoverRefused extends Error {
  override name = 'HandoverRefused';
  constructor(readonly reason: Refusal) {
    super(reason);
  }
}

/** Checks that a handover comes from a gateway, is meant for this page, is fresh, and comes for the first time. */
export class HandoverVerifier {
  private readonly used = new UsedTokens();

  constructor(
    private readonly keys: JWTVerifyGetKey,
    private readonly ownUrl: () => string,
    private readonly now: () => number,
  ) {}

  /** @throws HandoverRefused; KeysUnavailable when it cannot be checked now */
  async accept(token: string, { path, target }: Page): Promise<Handover> {
    const audience = `${this.ownUrl()}${path}`;
    const claims = Claims.safeParse(await this.payloadOf(token, audience));
    if (!claims.success) throw new HandoverRefused('unreadable');
    const { aud, sub, jti, exp, accessNumber } = claims.data;
    if (aud !== audience || claims.data.target !== target) throw new HandoverRefused('other-page');
    if (!this.used.use(jti, (exp + TOLERANCE) * 1_000, this.now())) throw new HandoverRefused('used');
    return { sub, accessNumber, target };
  }

  private async payloadOf(token: string, audience: string): Promise<JWTPayload> {
    const times = { maxTokenAge: LONGEST_AGE, clockTolerance: TOLERANCE, currentDate: new Date(this.now()) };
    const required = ['sub', 'jti', 'iat', 'exp'];
    try {
      const { payload } = await jwtVerify(token, this.keys, { algorithms: ['ES256'], typ: 'handover+jwt', issuer: ISSUER, audience, requiredClaims: required, ...times });
      return payload;
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error;
      throw new HandoverRefused(refusalOf(error));
    }
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return 'too-old';
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'aud' ? 'other-page' : error.claim === 'iat' ? 'too-old' : 'forged';
  return error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid ? 'unreadable' : 'forged';
}
