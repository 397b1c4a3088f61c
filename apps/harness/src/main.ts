import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { awaitFact } from './await-fact.js';
import { type Endpoints, loadEndpoints } from './config.js';
import { FactPublisher, faultsOf } from './fact-publisher.js';
import { MailboxReader } from '#libs/testing';
import mongoose from 'mongoose';
import { PortalClient } from './portal.client.js';
import { demo } from './scenarios/demo.scenario.js';
import { onboard } from './scenarios/onboarding.scenario.js';
import { shuffle } from './scenarios/shuffle.scenario.js';
import { firstCustomer } from './scenarios/first-customer.scenario.js';
import type { System } from './scenarios/customer-journey.js';

const USAGE = `npm run harness -- <command>, against the system that runs in BSP_DATA_DIR:
  first-customer                  walks a new customer from the CRM's facts to the sign-out, step by step
  demo                            makes the demo companies and logins (npm start does this once)
  onboarding                      the CRM onboards many customers: --customers N (100), --contracts M each (10); waits until all are known
  shuffle                         tells stories of contracts in order, and shuffled with duplicates: both must end in the same state; --streams N (20), --seed S (1)
  publish <subject> <file>        publishes a CloudEvent from a JSON file, checked against its contract first; --raw sends it anyway
  await <subject> [--where k=v]   waits for a fact with these values in its data (--timeout seconds, default 30), prints it
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
      return withSystem((system, { loginService }) => demo(system, loginService));
    case 'onboarding':
      return onboarding(args);
    case 'shuffle':
      return shuffleStreams(args);
    case 'publish':
      return publish(args);
    case 'await':
      return printAwaited(args);
    case 'bench':
      return (await import('./bench/bench.js')).bench(args);
    default:
      throw new Error(USAGE);
  }
}

async function withSystem(scenario: (system: System, endpoints: Endpoints) => Promise<void>): Promise<void> {
  const endpoints = loadEndpoints();
  if (!endpoints.mailbox) throw new Error('This scenario reads e-mails from the development mailbox, but the system sends to SMTP_URL. Start it without SMTP_URL.');
  const facts = await FactPublisher.connect(endpoints);
  try {
    await scenario({ portal: new PortalClient(endpoints.http), mailbox: new MailboxReader(endpoints.mailbox), facts }, endpoints);
  } finally {
    await facts.close();
  }
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

async function publish(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { raw: { type: 'boolean' } } });
  const [subject, file] = positionals;
  if (!subject || !file) throw new Error(USAGE);
  const text = await readFile(file, 'utf8');
  const faults = values.raw ? [] : faultsOf(subject, JSON.parse(text));
  if (faults.length > 0) throw new Error(`Not published, the event breaks its contract (--raw sends it anyway):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  const facts = await FactPublisher.connect(loadEndpoints());
  await facts.publishText(subject, text).finally(() => facts.close());
  console.log(`published on ${subject}`);
}

async function printAwaited(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { where: { type: 'string', multiple: true }, timeout: { type: 'string', default: '30' } } });
  if (!positionals[0]) throw new Error(USAGE);
  const facts = await FactPublisher.connect(loadEndpoints());
  const where = Object.fromEntries((values.where ?? []).map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]));
  const found = await awaitFact(facts.link, positionals[0], where, Number(values.timeout) * 1000).finally(() => facts.close());
  console.log(JSON.stringify(found, null, 2));
}
