import { DomainError, keyedHash, sameBytes } from '#libs/kernel';

/** Refresh tokens: `<session>.<generation>.<HMAC>`. Nothing of them is stored but the current generation. */
export class RefreshTokens {
  constructor(private readonly key: Buffer) {}

  issue(sessionId: string, generation: number): string {
    const claim = `${sessionId}.${generation}`;
    return `${claim}.${keyedHash(this.key, claim)}`;
  }

  /** @throws DomainError `token-invalid` unless it was made here. */
  read(token: string): { sessionId: string; generation: number } {
    const [sessionId = '', generation = '', signature = '', ...rest] = token.split('.');
    const genuine = sameBytes(signature, keyedHash(this.key, `${sessionId}.${generation}`));
    if (!genuine || rest.length > 0) throw new DomainError('token-invalid');
    return { sessionId, generation: Number(generation) };
  }
}
