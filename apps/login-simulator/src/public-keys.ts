import { createRemoteJWKSet, errors, type FlattenedJWSInput, type JWSHeaderParameters, type JWTVerifyGetKey } from 'jose';

/** Milliseconds: how long keys are believed, how soon an unknown one makes them be fetched again, and how long one gateway is waited for. */
const TIMES = { cacheMaxAge: 10_000, cooldownDuration: 1_000, timeoutDuration: 1_500 };

/** No gateway says what its keys are. */
export class KeysUnavailable extends Error {
  override name = 'KeysUnavailable';
}

/** The gateways' public keys. They all publish the same, so the first that knows the key is believed. */
export function publicKeys(urls: readonly string[]): JWTVerifyGetKey {
  const gateways = urls.map((url) => createRemoteJWKSet(new URL(url), TIMES));
  return async (header: JWSHeaderParameters, token: FlattenedJWSInput) => {
    let refusal: unknown;
    for (const keyOf of gateways) {
      try {
        return await keyOf(header, token);
      } catch (error) {
        if (isAnswer(error)) refusal = error;
      }
    }
    throw refusal ?? new KeysUnavailable('no gateway answers');
  };
}

/** Rather than that nobody answered: there is no such key, or not exactly one. */
function isAnswer(error: unknown): boolean {
  return [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported].some((kind) => error instanceof kind);
}
