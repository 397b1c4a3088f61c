import { DomainError, keyedHash, sameBytes } from '#libs/kernel';

export interface ActivationClaim {
  accountId: string;
  codeId: string;
  expiresAt: Date;
}

/** The token between showing a code and completing the activation. Stateless: it names the code, and spending the code spends it too. */
export class ActivationTokens {
  /** `lifetime` in ms. */
  constructor(
    private readonly key: Buffer,
    private readonly lifetime: number,
  ) {}

  /** Lives never longer than the code. */
  issue(code: { accountId: string; codeId: string; expiresAt: Date }, now: Date): { token: string; expiresAt: Date } {
    const expiresAt = new Date(Math.min(now.getTime() + this.lifetime, code.expiresAt.getTime()));
    const claim = Buffer.from(`${code.accountId}.${code.codeId}.${expiresAt.getTime()}`).toString('base64url');
    return { token: `${claim}.${keyedHash(this.key, claim)}`, expiresAt };
  }

  /** @throws DomainError `token-invalid` when it was not made here, `token-expired` when it is too old. */
  read(token: string, now: Date): ActivationClaim {
    const [claim = '', signature = ''] = token.split('.');
    if (!sameBytes(signature, keyedHash(this.key, claim)) || token !== `${claim}.${signature}`) throw new DomainError('token-invalid');
    const [accountId = '', codeId = '', expires = ''] = Buffer.from(claim, 'base64url').toString().split('.');
    const expiresAt = new Date(Number(expires));
    if (now >= expiresAt) throw new DomainError('token-expired');
    return { accountId, codeId, expiresAt };
  }
}
