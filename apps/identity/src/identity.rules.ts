import type { FactoryProvider } from '@nestjs/common';
import { deriveKey, SecretSealer } from '#libs/kernel';
import { CONFIG, hashingBounds, JoseSecretSealer } from '#libs/service';
import type { Config } from './config.js';
import { ActivationCodes } from './domain/activation-code.js';
import { ActivationTokens } from './domain/activation-token.js';
import { EmailConfirmationCodes, SignInCodes } from './domain/one-time-digits.js';
import { PasswordHasher } from './domain/password-hasher.js';
import { PasswordResetTokens } from './domain/password-reset.js';
import { RefreshTokens } from './domain/refresh-token.js';
import { RegistrationTimes } from './domain/registration.js';
import { SessionTimes } from './domain/session.js';
import { ThrottleKeys } from './domain/sign-in-throttle.js';
import { Argon2PasswordHasher } from './outbound/argon2-password-hasher.js';

/** One configured secret, one key per purpose. */
const key = (config: Config, purpose: string): Buffer => deriveKey(config.CODE_HASH_KEY, `identity ${purpose}`);

function made<T>(provide: FactoryProvider['provide'], make: (config: Config) => T | Promise<T>): FactoryProvider<T> {
  return { provide, inject: [CONFIG], useFactory: make };
}

/** Rules that need a key or a figure from the configuration. */
export const rules = [
  made(ActivationCodes, (config) => new ActivationCodes(key(config, 'activation-code'), config.ACTIVATION_CODE_LIFETIME)),
  made(ActivationTokens, (config) => new ActivationTokens(key(config, 'activation-token'), config.ACTIVATION_TOKEN_LIFETIME)),
  made(EmailConfirmationCodes, (config) => new EmailConfirmationCodes(key(config, 'email-confirmation'), config.EMAIL_CONFIRMATION_LIFETIME)),
  made(SignInCodes, (config) => new SignInCodes(key(config, 'sign-in-code'), config.OTP_LIFETIME)),
  made(PasswordResetTokens, (config) => new PasswordResetTokens(key(config, 'password-reset'), config.PASSWORD_RESET_LIFETIME)),
  made(RefreshTokens, (config) => new RefreshTokens(key(config, 'refresh-token'))),
  made(ThrottleKeys, (config) => new ThrottleKeys(key(config, 'sign-in-throttle'))),
  made(RegistrationTimes, (config) => new RegistrationTimes(config.REGISTRATION_LIFETIME, config.REGISTRATION_GRACE)),
  made(SessionTimes, (config) => new SessionTimes(config.REFRESH_TOKEN_IDLE_LIFETIME, config.REFRESH_TOKEN_LIFETIME, config.REFRESH_TOKEN_REUSE_GRACE)),
  made(SecretSealer, (config) => JoseSecretSealer.create(config.NOTIFICATION_PUBLIC_KEY)),
  made(PasswordHasher, ({ ARGON2_MEMORY_KIB, ARGON2_PASSES }) => Argon2PasswordHasher.create({ memoryKib: ARGON2_MEMORY_KIB, passes: ARGON2_PASSES, ...hashingBounds() })),
];

/** Addresses are counted under a key, too. */
export const mailQuotaKey = (config: Config): Buffer => key(config, 'mail-quota');
