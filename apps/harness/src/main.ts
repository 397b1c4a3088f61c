import 'reflect-metadata';
import mongoose from 'mongoose';
import { parseArgs } from 'node:util';
import { loadEndpoints } from './config.js';
import { FactPublisher } from './fact-publisher.js';
import { awaitFromNowOn, publish } from './facts.commands.js';
import { PortalClient } from './portal.client.js';
import { connectRunningSystem, type RunningSystem } from './running-system.js';
import { demo } from './scenarios/demo.scenario.js';
import { onboard } from './scenarios/onboarding.scenario.js';
import { rightsHistories } from './scenarios/rights-histories.scenario.js';
import { shuffle } from './scenarios/shuffle.scenario.js';
import { firstCustomer } from './scenarios/first-customer.scenario.js';

const USAGE = `npm run harness -- <command>, against the system that runs in BSP_DATA_DIR (docs/harness.md):
  first-customer                  walks a new customer from the CRM's facts to the sign-out, step by step
  demo                            makes the demo companies and logins (npm start does this once)
  onboarding                      the CRM onboards many customers: --customers N (100), --contracts M each (10); waits until all are known
  shuffle                         tells stories of contracts in order, and shuffled with duplicates: both must end in the same state; --streams N (20), --seed S (1)
  rights-histories                plays histories of rights and compares with a naive reference after every step: --histories N (20), --seed S (1), --parallel P (2)
  publish <subject> <file>        publishes a CloudEvent from a JSON file, checked against its contract first; --raw sends it anyway;
                                  --await <subject> listens before it publishes, then waits as await does
  await <subject> [--where k=v]   waits for a fact with these values in its data, published from now on (--timeout seconds, default 30), prints it
  bench [name …]                  measures a system of its own; see docs/benchmarks.md`;

const [command, ...rest] = process.argv.slice(2);

try {
  await run(command, rest);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(name: string | undefined, args: string[]): Promise<void> {
  switch (name) {
    case 'first-customer':
      return withSystem((system) => firstCustomer(system));
    case 'demo':
      return withSystem((system) => demo(system, system.endpoints.loginService));
    case 'onboarding':
      return onboarding(args);
    case 'shuffle':
      return shuffleStreams(args);
    case 'rights-histories':
      return histories(args);
    case 'publish':
      return publish(args, USAGE);
    case 'await':
      return awaitFromNowOn(args, USAGE);
    case 'bench':
      return (await import('./bench/bench.js')).bench(args);
    default:
      throw new Error(USAGE);
  }
}

async function withSystem(scenario: (system: RunningSystem) => Promise<void>): Promise<void> {
  const system = await connectRunningSystem();
  await scenario(system).finally(() => system.close());
}

async function onboarding(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { customers: { type: 'string', default: '100' }, contracts: { type: 'string', default: '10' } } });
  const [customers, contracts] = [Number(values.customers), Number(values.contracts)];
  if (![customers, contracts].every((count) => Number.isInteger(count) && count > 0 && count <= 100_000)) throw new Error('--customers and --contracts are whole numbers from 1 to 100000.');
  const facts = await FactPublisher.connect(loadEndpoints());
  await onboard(facts, { customers, contracts }).finally(() => facts.close());
}

async function shuffleStreams(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { streams: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } } });
  const [streams, seed] = [Number(values.streams), Number(values.seed)];
  if (!Number.isInteger(streams) || streams < 1 || streams > 5_000) throw new Error('--streams is a whole number from 1 to 5000.');
  if (!Number.isInteger(seed) || seed < 0 || seed > 10 ** 9) throw new Error('--seed is a whole number from 0 to 1000000000.');
  const endpoints = loadEndpoints();
  const [facts, client] = await Promise.all([FactPublisher.connect(endpoints), mongoose.mongo.MongoClient.connect(endpoints.mongo)]);
  await shuffle(facts, client, { streams, seed }).finally(() => Promise.all([facts.close(), client.close()]));
}

async function histories(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { histories: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, parallel: { type: 'string', default: '2' } } });
  const [count, seed, parallel] = [Number(values.histories), Number(values.seed), Number(values.parallel)];
  if (![count, parallel].every((number) => Number.isInteger(number) && number > 0 && number <= 1_000_000)) throw new Error('--histories and --parallel are whole numbers from 1.');
  if (!Number.isInteger(seed) || seed < 0 || seed > 10 ** 9) throw new Error('--seed is a whole number from 0 to 1000000000.');
  const endpoints = loadEndpoints();
  const client = await mongoose.mongo.MongoClient.connect(endpoints.mongo);
  await withSystem(async (system) => {
    const reached = { system, portals: endpoints.gateways.map((base) => new PortalClient(base)), loginSimulator: system.loginSimulator, mongo: client };
    await rightsHistories(reached, { histories: count, seed, parallel });
  }).finally(() => client.close());
}
