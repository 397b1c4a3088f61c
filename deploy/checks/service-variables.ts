import type { ServiceName } from '#libs/contracts';

type Environment = Record<string, string | undefined>;

/** The names of the environment variables that a service reads: its own `loadConfig` is watched while it reads an empty environment. */
export async function variablesOf(service: ServiceName): Promise<string[]> {
  const { loadConfig } = (await import(`../../apps/${service}/src/config.js`)) as { loadConfig(env: Environment): unknown };
  const names = new Set<string>();
  const watched = new Proxy<Environment>({}, { get: (_, name) => void names.add(String(name)) });
  loadConfig(watched);
  return [...names];
}
