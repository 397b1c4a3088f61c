import { codesConfig, duration, parseConfig, serviceConfig } from '#libs/service';
import { z } from 'zod';

/** Durations are ISO 8601, read as milliseconds. */
const schema = z.object({
  ...serviceConfig('contract-linking'),
  ...codesConfig(),
  ONE_TIME_PASSWORD_LIFETIME: duration('P10D'),
  /** Base URL of the telco's login service; without it nobody can link a customer centre. */
  LOGIN_SERVICE_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')).optional(),
});

export type Config = z.output<typeof schema>;

export const loadConfig = (env: NodeJS.ProcessEnv = process.env): Config => parseConfig(schema, env);
