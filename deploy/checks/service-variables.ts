import { readFileSync } from 'node:fs';
import { SERVICES, type ServiceName } from '#libs/contracts';

type Environment = Record<string, string | undefined>;

/** The names of the environment variables that a service reads: its own `loadConfig` is watched while it reads an empty environment. */
export async function variablesOf(service: ServiceName): Promise<string[]> {
  return variablesReadBy(await configOf(service));
}

/** A service's own `loadConfig`. */
export async function configOf(service: ServiceName): Promise<(env: Environment) => unknown> {
  const { loadConfig } = (await import(`../../apps/${service}/src/config.js`)) as { loadConfig(env: Environment): unknown };
  return loadConfig;
}

/** What the services read, all of them together. One after the other: Jest's module loader mixes up imports at the same time. */
export async function variablesOfAll(): Promise<Set<string>> {
  const names = new Set<string>();
  for (const service of SERVICES) for (const name of await variablesOf(service)) names.add(name);
  return names;
}

/** What the job that makes the streams reads, by name in its configuration, and what is set for everybody. */
export function variablesOfProvisioner(): string[] {
  const source = readFileSync(new URL('../../apps/cli/src/config.ts', import.meta.url), 'utf8');
  return [...(source.match(/\b[A-Z]+(_[A-Z]+)+\b/g) ?? []), 'NODE_ENV', 'LOG_LEVEL'];
}

/** The names that a `loadConfig` asks an empty environment for. */
export function variablesReadBy(load: (env: Environment) => unknown): string[] {
  const names = new Set<string>();
  load(new Proxy<Environment>({}, { get: (_, name) => void names.add(String(name)) }));
  return [...names];
}
