import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Takes over `.env` of the repository, if there is one; what the shell has set stays. */
export function readEnvFile() {
  const file = join(ROOT, '.env');
  if (existsSync(file)) loadEnvFile(file);
}
