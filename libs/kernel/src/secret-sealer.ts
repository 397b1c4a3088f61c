/** Encrypts what may be read by notification only. */
export abstract class SecretSealer {
  /** A JWE of the object's JSON. */
  abstract seal(secret: object): Promise<string>;
}
