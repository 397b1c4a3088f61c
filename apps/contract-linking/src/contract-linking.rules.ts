import type { FactoryProvider } from '@nestjs/common';
import { Clock, deriveKey, SecretSealer } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import { CONFIG, hashingBounds, JoseSecretSealer, LOGGER } from '#libs/service';
import type { Config } from './config.js';
import { LetterTimes } from './domain/letter.js';
import { LoginService } from './domain/login-service.js';
import { OneTimePasswordHasher } from './domain/one-time-password.js';
import { Argon2OneTimePasswordHasher } from './outbound/argon2-one-time-password-hasher.js';
import { CircuitBreaker } from './outbound/circuit-breaker.js';
import { HttpLoginService, meaningOf } from './outbound/login-service.client.js';

/** One configured secret, one key per purpose. */
const key = (config: Config, purpose: string): Buffer => deriveKey(config.CODE_HASH_KEY, `contract-linking ${purpose}`);

function made<T>(provide: FactoryProvider['provide'], make: (config: Config) => T | Promise<T>): FactoryProvider<T> {
  return { provide, inject: [CONFIG], useFactory: make };
}

/** The telco's login service, behind its circuit breaker. */
const loginService = {
  provide: LoginService,
  inject: [CONFIG, Clock, LOGGER],
  useFactory: (config: Config, clock: Clock, logger: Logger) =>
    new HttpLoginService(config.LOGIN_SERVICE_URL, new CircuitBreaker(clock, meaningOf), logger),
};

/** What needs a key, a figure or an address from the configuration. */
export const rules = [
  made(LetterTimes, (config) => new LetterTimes(config.ONE_TIME_PASSWORD_LIFETIME)),
  made(SecretSealer, (config) => JoseSecretSealer.create(config.NOTIFICATION_PUBLIC_KEY)),
  made(OneTimePasswordHasher, (config) => {
    const keys = { hash: key(config, 'one-time-password'), salt: key(config, 'one-time-password salt') };
    return new Argon2OneTimePasswordHasher(keys, { memoryKib: config.ARGON2_MEMORY_KIB, passes: config.ARGON2_PASSES }, hashingBounds());
  }),
  loginService,
];
