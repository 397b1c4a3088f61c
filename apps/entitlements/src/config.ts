import { parseConfig, serviceConfig } from '#libs/service';
import { z } from 'zod';

export type Config = ReturnType<typeof loadConfig>;

export const loadConfig = (env: NodeJS.ProcessEnv = process.env) => parseConfig(z.object({ ...serviceConfig('entitlements'), MAX_TRANSFER_DEPTH: z.coerce.number().int().min(1).max(5).default(1) }), env);
