import { Injectable } from '@nestjs/common';
import type { HandoverTarget } from '#libs/contracts';
import { Clock, newToken } from '#libs/kernel';
import jwt from 'jsonwebtoken';
import { ALGORITHM, ISSUER } from './access-token.js';
import { HANDOVER_TYPE, HandoverSettings } from './handover.js';
import { SigningKeys } from './signing-keys.js';

export interface Handover {
  url: string;
  token: string;
  expiresAt: Date;
}

/** Signs what leads somebody into another portal: who, to what, on which contract; once, and soon. Entitlements must have said yes. */
@Injectable()
export class HandoverIssuer {
  constructor(
    private readonly keys: SigningKeys,
    private readonly settings: HandoverSettings,
    private readonly clock: Clock,
  ) {}

  issue({ accountId, accessNumber, target, url }: { accountId: string; accessNumber: string; target: HandoverTarget; url: string }): Handover {
    const { kid, key } = this.keys.active;
    const iat = Math.floor(this.clock.now().getTime() / 1_000);
    const exp = iat + Math.floor(this.settings.lifetime / 1_000);
    const claims = { iss: ISSUER, aud: url, sub: accountId, jti: newToken(16), iat, exp, accessNumber, target };
    const token = jwt.sign(claims, key, { algorithm: ALGORITHM, header: { alg: ALGORITHM, typ: HANDOVER_TYPE, kid } });
    return { url, token, expiresAt: new Date(exp * 1_000) };
  }
}
