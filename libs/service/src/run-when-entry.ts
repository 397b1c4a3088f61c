import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError } from './config.js';
import type { RunningService } from './start-service.js';

/** Longest time an ordered stop may take (ms) before the process ends anyway. */
const STOP_TIMEOUT = 15_000;

/**
 * Starts the service when its `main.js` is what Node was called with, and stops it in order on SIGTERM, SIGINT, or when the parent
 * process is gone (its IPC channel closes). A parent is told `{ type: 'ready' }`.
 */
export function runWhenEntry(moduleUrl: string, start: () => Promise<RunningService>): void {
  if (!process.argv[1] || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) return;
  let running: RunningService | undefined;
  const stop = (reason: string) => {
    if (!running) process.exit(0);
    setTimeout(() => process.exit(1), STOP_TIMEOUT).unref();
    running.stop(reason).then(() => process.exit(0), () => process.exit(1));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal));
  process.on('disconnect', () => stop('parent gone'));
  Promise.resolve().then(start).then(
    (service) => {
      running = service;
      process.send?.({ type: 'ready' });
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof ConfigError ? error.message : (error instanceof Error && error.stack) || String(error)}\n`);
      process.exit(1);
    },
  );
}
