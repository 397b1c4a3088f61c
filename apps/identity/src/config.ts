import { codesConfig, duration, parseConfig, serviceConfig } from '#libs/service';
import { z } from 'zod';

/** Durations are ISO 8601, read as milliseconds. */
const schema = z.object({
  ...serviceConfig('identity'),
  ...codesConfig(),
  ACTIVATION_CODE_LIFETIME: duration('P10D'),
  ACTIVATION_TOKEN_LIFETIME: duration('PT30M'),
  EMAIL_CONFIRMATION_LIFETIME: duration('P1D'),
  OTP_LIFETIME: duration('PT5M'),
  PASSWORD_RESET_LIFETIME: duration('PT30M'),
  REGISTRATION_LIFETIME: duration('P10D'),
  REGISTRATION_GRACE: duration('PT5S'),
  REFRESH_TOKEN_IDLE_LIFETIME: duration('PT2H'),
  REFRESH_TOKEN_LIFETIME: duration('PT12H'),
  REFRESH_TOKEN_REUSE_GRACE: duration('PT10S'),
});

export type Config = z.output<typeof schema>;

export const loadConfig = (env: NodeJS.ProcessEnv = process.env): Config => parseConfig(schema, env);
