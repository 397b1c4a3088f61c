import { developmentSecret, parseConfig } from '#libs/service';
import { z } from 'zod';

/** Who the command line is on the bus: operators look and repair, the provisioner makes streams and durables. */
export type BusUser = 'operator' | 'provisioner';

const FIRST_PORT = 23_000;

const schema = (user: BusUser, portBase: number) =>
  z.object({
    NATS_URL: z.string().regex(/^(nats|tls):\/\//, 'must be nats://host:port or tls://host:port').default(`nats://127.0.0.1:${portBase + 1}`),
    /** Of the user that the command needs; `NATS_PASSWORD_OPERATOR` and `NATS_PASSWORD_PROVISIONER` go first where both are at hand. */
    NATS_PASSWORD: developmentSecret(`dev-${user}`),
    /** Copies of each stream in a cluster. */
    NATS_REPLICAS: z.coerce.number().int().refine((count) => count === 1 || count === 3, 'must be 1 or 3').default(1),
  });

export type Config = z.output<ReturnType<typeof schema>>;

/** @throws ConfigError that names every fault */
export function loadConfig(user: BusUser, env: NodeJS.ProcessEnv = process.env): Config {
  const password = env[`NATS_PASSWORD_${user.toUpperCase()}`] || env.NATS_PASSWORD;
  return parseConfig(schema(user, Number(env.BSP_PORT_BASE) || FIRST_PORT), { ...env, NATS_PASSWORD: password });
}
