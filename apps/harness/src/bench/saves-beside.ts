import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectedSystem } from '../connected-system.js';
import { newOneTimePassword } from '../scenarios/connection.js';
import { type Customer, signIn } from '../scenarios/customer-journey.js';
import { publishAll, provisioned } from './crm-facts.js';
import type { ServiceData } from './service-data.js';

/** Who gives, or is given. */
export interface Person {
  customer: Customer;
  token: string;
}

/** What one person may transfer to another. */
export interface Options {
  giver: Person;
  candidateId: string;
  accessNumbers: string[];
}

const PATIENCE_MS = 60_000;

export async function signedIn(system: ConnectedSystem, customers: readonly Customer[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const customer of customers) people.push({ customer, token: (await signIn(system, customer)).accessToken });
  return people;
}

/** Sessions end while a system comes to rest. */
export async function renew(system: ConnectedSystem, people: readonly Person[]): Promise<void> {
  for (const person of people) person.token = (await signIn(system, person.customer)).accessToken;
}

/** Connects the giver with so many contracts. */
export async function connectWith(system: ConnectedSystem, data: ServiceData, { customer, token }: Person, contracts: number): Promise<void> {
  const { customerNumber } = customer;
  await publishAll(system, Array.from({ length: contracts - 1 }, (_, n) => provisioned(customerNumber, n)));
  await data.knowsContracts(customerNumber, contracts);
  const body = { customerNumber, oneTimePassword: await newOneTimePassword(system, customer) };
  // So many may take longer than an answer may: repeating finishes it.
  while ((await system.portal.send('POST', '/customer-links', { token, body })).status === 503) await sleep(1_000);
}

export async function optionsFor({ portal }: ConnectedSystem, giver: Person, receiver: Person): Promise<Options> {
  const { email, customerNumber } = receiver.customer;
  const body = { email, customerNumberType: 'FIXED_LINE', customerNumber };
  const found = await portal.expect<{ candidateId: string; options: { accessNumber: string }[] }>(200, 'POST', '/transfer-candidates', { token: giver.token, body });
  return { giver, candidateId: found.candidateId, accessNumbers: found.options.map(({ accessNumber }) => accessNumber) };
}

/** Milliseconds until the gateway answered that it is saved; told to come again, it comes again. Infinity where that never ends. */
export async function save({ portal }: ConnectedSystem, { giver: { token }, candidateId }: Options, accessNumbers: readonly string[]): Promise<number> {
  const began = performance.now();
  const put = () => portal.send('PUT', `/transfers/${candidateId}`, { token, body: { accessNumbers }, headers: { 'if-match': '*' } });
  for (let answer = await put(); answer.status !== 200; answer = await put()) {
    if (answer.status !== 503) throw new Error(`saving answered ${answer.status}`);
    if (performance.now() - began > PATIENCE_MS) return Infinity;
    await sleep(Number(answer.headers.get('retry-after')) * 1_000);
  }
  return performance.now() - began;
}

/**
 * What `work` took while the CRM opens contracts of these customer numbers, whose owners are connected and so hold them at once: so many a second.
 * `written`: how many of these rights were there when it was done; waits until those of the rest are, too.
 */
export async function besideWrites(system: ConnectedSystem, data: ServiceData, customerNumbers: readonly string[], perSecond: number, work: () => Promise<number>): Promise<{ took: number; written: number }> {
  const stop = new AbortController();
  const before = await data.countHeld(customerNumbers);
  const writing = publishSteadily(system, customerNumbers, perSecond, stop.signal);
  // Whoever waits for it below is told why it failed.
  writing.catch(() => undefined);
  const took = await work().finally(() => stop.abort());
  const written = (await data.countHeld(customerNumbers)) - before;
  await data.holds(customerNumbers, before + (await writing));
  return { took, written };
}

/** Says how many there were. */
async function publishSteadily(system: ConnectedSystem, customerNumbers: readonly string[], perSecond: number, stop: AbortSignal): Promise<number> {
  const began = performance.now();
  for (let n = 0; ; n++) {
    if (stop.aborted) return n;
    await publishAll(system, [opened(customerNumbers[n % customerNumbers.length]!)]);
    await sleep(Math.max(0, began + (n * 1_000) / perSecond - performance.now()));
  }
}

let last = 0;
/** A contract that nobody has heard of. */
const opened = (customerNumber: string) => provisioned(customerNumber, ++last);
