import type { NatsServer } from '#local/servers/nats-server';
import { connectNats, provision } from '#libs/messaging';
import { createLogger } from '#libs/observability';

/** Streams and durables, made by the same user and the same code as everywhere else. */
export async function provisionTestBus(nats: NatsServer): Promise<void> {
  const logger = createLogger({ service: 'provisioner', level: 'silent' });
  const link = await connectNats({ url: nats.url, user: 'provisioner', password: nats.passwordFor('provisioner'), service: 'provisioner', logger });
  await provision(link, { replicas: 1 });
  await link.close();
}
