import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Where a running system is: what `npm start` writes into its data folder. */
const Endpoints = z.object({
  http: z.url(),
  gateways: z.array(z.url()),
  nats: z.object({ url: z.string(), user: z.string(), password: z.string() }),
  mailbox: z.url().nullable(),
  loginService: z.url(),
  mongo: z.string(),
});
export type Endpoints = z.output<typeof Endpoints>;

/** Reads `endpoints.json` of `BSP_DATA_DIR` (`var`). @throws Error in words when no system runs there. */
export function loadEndpoints(env: NodeJS.ProcessEnv = process.env): Endpoints {
  const file = resolve(join(env.BSP_DATA_DIR || 'var', 'endpoints.json'));
  if (!existsSync(file)) throw new Error(`No system is running: ${file} does not exist. Start one with "npm start", or name its data folder in BSP_DATA_DIR.`);
  return Endpoints.parse(JSON.parse(readFileSync(file, 'utf8')));
}
