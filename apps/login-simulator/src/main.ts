import { loadConfig } from './config.js';
import { type RunningSimulator, startSimulator } from './simulator.js';

/** Starts the simulator; ends it on SIGTERM, SIGINT, or when the launcher is gone (its IPC channel closes). Shares no code with the product: the real ones do not either. */
let running: RunningSimulator | undefined;

async function stop(): Promise<void> {
  await running?.stop();
  // Connections that somebody keeps open hold up nothing.
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
process.on('disconnect', () => void stop());

try {
  running = await startSimulator(loadConfig());
  process.send?.({ type: 'ready' });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  // The channel to the launcher would keep it alive.
  process.exit(1);
}
