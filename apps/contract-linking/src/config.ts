import { parseConfig, serviceConfig } from '#libs/service';
import { z } from 'zod';

export type Config = ReturnType<typeof loadConfig>;

const schema = z.object({
  ...serviceConfig('contract-linking'),
  /** Base URL of the telco's login service; without it nobody can link a customer centre. */
  LOGIN_SERVICE_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')).optional(),
});

export const loadConfig = (env: NodeJS.ProcessEnv = process.env) => parseConfig(schema, env);
