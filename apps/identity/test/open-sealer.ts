import { SecretSealer } from '#libs/kernel';

/** Seals nothing: tests of rules read what went out. */
export class OpenSealer extends SecretSealer {
  async seal(secret: object): Promise<string> {
    return JSON.stringify(secret);
  }
}
