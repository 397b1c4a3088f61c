import 'reflect-metadata';
import { runWhenEntry, type RunningService, startService } from '#libs/service';
import { loadConfig } from './config.js';
import { GatewayModule } from './gateway.module.js';
import { httpSide } from './http/http-side.js';
import { gatewayMigrations } from './storage/migrations.js';

/** Starts the gateway: HTTP in, bus out. */
export async function start(env?: NodeJS.ProcessEnv): Promise<RunningService> {
  const config = loadConfig(env);
  return startService({ name: 'gateway', config, module: GatewayModule.with(config), migrations: gatewayMigrations, http: httpSide(config) });
}

runWhenEntry(import.meta.url, start);
