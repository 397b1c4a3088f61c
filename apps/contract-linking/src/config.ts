import { codesConfig, duration, parseConfig, serviceConfig } from '#libs/service';
import { z } from 'zod';

/** Durations are ISO 8601, read as milliseconds. */
const schema = z.object({
  ...serviceConfig('contract-linking'),
  ...codesConfig(),
  ONE_TIME_PASSWORD_LIFETIME: duration('P10D'),
});

export type Config = z.output<typeof schema>;

export const loadConfig = (env: NodeJS.ProcessEnv = process.env): Config => parseConfig(schema, env);
