import { CompactEncrypt, importJWK, type CryptoKey, type JWK } from 'jose';
import { SecretSealer } from '#libs/kernel';

/** JWE (ECDH-ES, A256GCM) for notification's public key. */
export class JoseSecretSealer extends SecretSealer {
  private constructor(
    private readonly key: CryptoKey | Uint8Array,
    private readonly kid: string | undefined,
  ) {
    super();
  }

  /** `jwk`: notification's public key as JSON. */
  static async create(jwk: string): Promise<JoseSecretSealer> {
    const parsed = JSON.parse(jwk) as JWK;
    return new JoseSecretSealer(await importJWK(parsed, 'ECDH-ES'), parsed.kid);
  }

  seal(secret: object): Promise<string> {
    const header = { alg: 'ECDH-ES', enc: 'A256GCM', ...(this.kid && { kid: this.kid }) };
    return new CompactEncrypt(Buffer.from(JSON.stringify(secret))).setProtectedHeader(header).encrypt(this.key);
  }
}
