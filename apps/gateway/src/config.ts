import { developmentSecret, duration, parseConfig, port, serviceConfig, toggle } from '#libs/service';
import { z } from 'zod';

const GatewayConfig = z.object({
  ...serviceConfig('gateway'),
  BSP_HTTP_PORT: port(3_000),
  BSP_HTTP_HOST: z.string().default('127.0.0.1'),
  /** Encrypts the private signing keys in the database. */
  JWT_KEY_ENCRYPTION_KEY: developmentSecret('dev-jwt-key-encryption-key'),
  ACCESS_TOKEN_LIFETIME: duration('PT5M'),
  /** How long a handover into another portal is good. A retired key stays published for longer than the most it may be. */
  HANDOVER_LIFETIME: duration('PT60S').refine((ms) => ms >= 1_000 && ms <= 300_000, 'from PT1S to PT5M'),
  /** Base address of the telco's login service, below which its pages are; without it nobody is handed over. */
  LOGIN_SERVICE_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Limits per IP address; `off` for load and tests behind one address. */
  RATE_LIMITS: toggle('on'),
  /** Whose X-Forwarded-* are believed: nobody's (empty), a number of proxies, or their addresses, separated by commas. */
  TRUST_PROXY: z.string().regex(/^(\d+|[0-9a-fA-F.:/]+(\s*,\s*[0-9a-fA-F.:/]+)*|loopback)$/, 'a number of proxies or their addresses, separated by commas').optional(),
});

const SafeConfig = GatewayConfig.refine((config) => config.RATE_LIMITS === 'on' || config.NODE_ENV !== 'production', {
  path: ['RATE_LIMITS'],
  message: 'may not be off in production',
});

export type GatewayConfig = z.output<typeof GatewayConfig>;

/** @throws ConfigError that names every fault */
export const loadConfig = (env: NodeJS.ProcessEnv = process.env): GatewayConfig => parseConfig(SafeConfig, env);
