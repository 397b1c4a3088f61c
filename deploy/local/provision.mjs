import { fileURLToPath } from 'node:url';
import { natsPassword } from './credentials.mjs';

/**
 * Makes streams and durables as libs/contracts describes them. A process of its own, so that the launcher need not hold the
 * libraries of the bus in memory for as long as the system runs.
 */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { connectNats, provision } = await import('#libs/messaging');
  const { createLogger } = await import('#libs/observability');
  const user = 'provisioner';
  const logger = createLogger({ service: user, level: 'warn' });
  const link = await connectNats({ url: process.env['NATS_URL'] ?? '', user, password: natsPassword(user), service: user, logger });
  await provision(link, { replicas: Number(process.env['NATS_REPLICAS'] || 1) });
  await link.close();
}
