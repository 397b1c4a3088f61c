import { Injectable } from '@nestjs/common';
import type { Role } from '#libs/contracts';
import { newToken } from '#libs/kernel';
import jwt from 'jsonwebtoken';
import { KeySettings } from '../domain/key-settings.js';
import { ALGORITHM, AUDIENCE, ISSUER, TYPE } from './access-token.js';
import { SigningKeys } from './signing-keys.js';

/** Signs access tokens: who, in which session, in which role; never what somebody may do. */
@Injectable()
export class AccessTokenIssuer {
  constructor(
    private readonly keys: SigningKeys,
    private readonly settings: KeySettings,
  ) {}

  /** `expiresIn` in seconds. */
  issue({ accountId, sessionId, role }: { accountId: string; sessionId: string; role: Role }): { accessToken: string; expiresIn: number } {
    const { kid, key } = this.keys.active;
    const expiresIn = Math.floor(this.settings.tokenLifetime / 1_000);
    const accessToken = jwt.sign({ sid: sessionId, role }, key, {
      algorithm: ALGORITHM,
      header: { alg: ALGORITHM, typ: TYPE, kid },
      issuer: ISSUER,
      audience: AUDIENCE,
      subject: accountId,
      jwtid: newToken(16),
      expiresIn,
    });
    return { accessToken, expiresIn };
  }
}
