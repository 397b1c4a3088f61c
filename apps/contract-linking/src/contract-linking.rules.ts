import type { FactoryProvider } from '@nestjs/common';
import { deriveKey, SecretSealer } from '#libs/kernel';
import { CONFIG, hashingBounds, JoseSecretSealer } from '#libs/service';
import type { Config } from './config.js';
import { LetterTimes } from './domain/letter.js';
import { OneTimePasswordHasher } from './domain/one-time-password.js';
import { Argon2OneTimePasswordHasher } from './outbound/argon2-one-time-password-hasher.js';

/** One configured secret, one key per purpose. */
const key = (config: Config, purpose: string): Buffer => deriveKey(config.CODE_HASH_KEY, `contract-linking ${purpose}`);

function made<T>(provide: FactoryProvider['provide'], make: (config: Config) => T | Promise<T>): FactoryProvider<T> {
  return { provide, inject: [CONFIG], useFactory: make };
}

/** Rules that need a key or a figure from the configuration. */
export const rules = [
  made(LetterTimes, (config) => new LetterTimes(config.ONE_TIME_PASSWORD_LIFETIME)),
  made(SecretSealer, (config) => JoseSecretSealer.create(config.NOTIFICATION_PUBLIC_KEY)),
  made(OneTimePasswordHasher, (config) => {
    const keys = { hash: key(config, 'one-time-password'), salt: key(config, 'one-time-password salt') };
    return new Argon2OneTimePasswordHasher(keys, { memoryKib: config.ARGON2_MEMORY_KIB, passes: config.ARGON2_PASSES }, hashingBounds());
  }),
];
