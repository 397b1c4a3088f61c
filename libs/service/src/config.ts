import { parseDuration } from '#libs/kernel';
import type { ServiceName } from '#libs/contracts';
import { z } from 'zod';
import { DEVELOPMENT_NOTIFICATION_PUBLIC_KEY } from './development-keys.js';

/** Every fault of a configuration at once, in words for the person who starts the service. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`The configuration is not usable:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** An ISO 8601 duration, read as milliseconds. */
export const duration = (standard: string) =>
  z.string().transform((text, context) => {
    try {
      return parseDuration(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as RangeError).message });
      return z.NEVER;
    }
  }).prefault(standard);

/** A secret with a value for development, which production refuses by name. */
export const developmentSecret = (value: string) => z.string().min(8).default(value).meta({ developmentValue: value });

/** `on` or `off`. */
export const toggle = (standard: 'on' | 'off') => z.enum(['on', 'off']).default(standard);

export const port = (standard: number) => z.coerce.number().int().min(0).max(65_535).default(standard);

/** First port of everything but the public one; each service has ten, one for every instance. */
const OPS_PORTS: Record<ServiceName, number> = { gateway: 23_010, identity: 23_020, 'contract-linking': 23_030, entitlements: 23_040, notification: 23_050 };

/** What every service is told: where the bus and its database are, and how it signs in there. */
export function serviceConfig(service: ServiceName) {
  const database = `bsp_${service.replaceAll('-', '_')}`;
  const password = `dev-${service}`;
  return {
    NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    NATS_URL: z.string().regex(/^(nats|tls):\/\//).default('nats://127.0.0.1:23001'),
    NATS_USER: z.string().min(1).default(service),
    NATS_PASSWORD: developmentSecret(password),
    MONGODB_URI: developmentSecret(`mongodb://${service}:${password}@127.0.0.1:23000/${database}?replicaSet=bsp&authSource=${database}`),
    /** Under which the rows of the audit log are hashed; each service derives keys of its own. */
    AUDIT_KEY: developmentSecret('dev-audit-key-for-your-own-machine-only'),
    BSP_OPS_PORT: port(OPS_PORTS[service]),
    BSP_OPS_HOST: z.string().default('127.0.0.1'),
  };
}

/** What a service is told that makes codes: under which key they are hashed, at what cost where that is to be dear, and for whom they are encrypted. */
export function codesConfig() {
  return {
    CODE_HASH_KEY: developmentSecret('dev-code-hash-key-for-your-own-machine-only'),
    NOTIFICATION_PUBLIC_KEY: developmentSecret(DEVELOPMENT_NOTIFICATION_PUBLIC_KEY),
    ARGON2_MEMORY_KIB: z.coerce.number().int().min(8).max(1_048_576).default(19_456),
    ARGON2_PASSES: z.coerce.number().int().min(1).max(32).default(2),
  };
}

export type ServiceConfig = z.output<z.ZodObject<ReturnType<typeof serviceConfig>>>;

/** Reads `env` by `schema`; an empty variable counts as absent. @throws ConfigError that names every fault. */
export function parseConfig<S extends z.ZodObject>(schema: S, env: Readonly<Record<string, string | undefined>>): z.output<S> {
  const given = Object.fromEntries(Object.keys(schema.shape).flatMap((key) => (env[key] ? [[key, env[key]]] : [])));
  const result = schema.safeParse(given);
  if (!result.success) throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (env.NODE_ENV === 'production') refuseDevelopmentSecrets(schema, result.data);
  return result.data;
}

function refuseDevelopmentSecrets(schema: z.ZodObject, config: Record<string, unknown>): void {
  const kept = Object.entries(schema.shape).filter(([key, field]) => isDevelopmentValue(config[key], (field as z.ZodType).meta()?.['developmentValue']));
  if (kept.length > 0) throw new ConfigError(kept.map(([key]) => `${key}: still has its development value; set one of your own`));
}

/** A connection string counts as such whatever host it names: it is its password that everybody knows. */
function isDevelopmentValue(value: unknown, development: unknown): boolean {
  if (typeof value !== 'string' || typeof development !== 'string') return false;
  const password = /^mongodb:\/\/[^:]+:([^@]+)@/.exec(development)?.[1];
  return value === development || (password !== undefined && value.includes(`:${password}@`));
}
