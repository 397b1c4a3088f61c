import { z } from 'zod';

const schema = z.object({
  LOGIN_SIMULATOR_HOST: z.string().default('127.0.0.1'),
  LOGIN_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(23_004),
  /** Under which people's browsers reach it; its own address unless given. */
  LOGIN_SIMULATOR_PUBLIC_URL: z.url().optional(),
  /** In which it keeps whom it was told of, passwords as they are; without it they are forgotten with its end. */
  LOGIN_SIMULATOR_FILE: z.string().optional(),
  /** Where gateways publish their keys, separated by commas. One that answers is enough: they all have the same. */
  LOGIN_SIMULATOR_JWKS_URLS: z
    .string()
    .default('http://127.0.0.1:3000/.well-known/jwks.json')
    .transform((text) => text.split(',').map((url) => url.trim()))
    .pipe(z.array(z.url()).min(1)),
});

export interface Config {
  host: string;
  /** 0: any that is free. */
  port: number;
  publicUrl?: string;
  jwksUrls: string[];
  /** Path. */
  file?: string;
}

/** An empty variable counts as absent. @throws ZodError that names every fault */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.keys(schema.shape).flatMap((key) => (env[key] ? [[key, env[key]]] : [])));
  const { LOGIN_SIMULATOR_HOST: host, LOGIN_SIMULATOR_PORT: port, LOGIN_SIMULATOR_PUBLIC_URL: publicUrl, LOGIN_SIMULATOR_JWKS_URLS: jwksUrls, LOGIN_SIMULATOR_FILE: file } = schema.parse(given);
  return { host, port, ...(publicUrl && { publicUrl: publicUrl.replace(/\/+$/, '') }), jwksUrls, ...(file && { file }) };
}
