import { natsPassword } from '#local/credentials';
import { jetstreamManager } from '@nats-io/jetstream';
import type { ServiceName } from '#libs/contracts';
import { connectNats } from '#libs/messaging';
import { createLogger } from '#libs/observability';

const ONE_DAY_MS = 86_400_000;

/** From now on a service hears nothing of a stream, as if every one of its consumers were slow: its durable is made anew, and paused. */
export async function pauseConsumer(natsUrl: string, service: ServiceName, stream: string): Promise<void> {
  const user = 'provisioner';
  const link = await connectNats({ url: natsUrl, user, password: natsPassword(user), service: user, logger: createLogger({ service: user, level: 'silent' }) });
  try {
    const manager = await jetstreamManager(link.nc, { checkAPI: false });
    const { config } = await manager.consumers.info(stream, service);
    await manager.consumers.delete(stream, service);
    await manager.consumers.add(stream, { ...config, pause_until: new Date(Date.now() + ONE_DAY_MS).toISOString() });
  } finally {
    await link.close();
  }
}
