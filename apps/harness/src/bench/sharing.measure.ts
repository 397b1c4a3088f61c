import { setTimeout as sleep } from 'node:timers/promises';
import { connect, newOneTimePassword } from '../scenarios/connection.js';
import { type Customer, signIn } from '../scenarios/customer-journey.js';
import { publishAll, provisioned } from './crm-facts.js';
import { settled, spread } from './load.js';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { ServiceData } from './service-data.js';
import type { Table } from './table.js';

interface Person {
  customer: Customer;
  token: string;
}

interface Options {
  contracts: { accessNumber: string }[];
  candidateId: string;
}

const TICKS = { few: 500, many: 5_000 };
/** Other writes a second while thousands are saved. */
const BESIDE = 50;
const PATIENCE = 60_000;
/** Who make them. */
const WRITERS = 10;

/** Saving what is transferred to another: 500 contracts at once, and 5,000 while others write. */
export async function measureSharing(system: MeasuredSystem, { saves = 9, larges = 5 } = {}): Promise<Table[]> {
  const data = await ServiceData.open(system);
  try {
    const [few, many, receiver, ...others] = (await people(system, 3 + WRITERS)) as [Person, Person, Person, ...Person[]];
    for (const person of [receiver, ...others]) await connect(system, person.customer, person.token);
    const fewOptions = await connectedWith(system, data, few, TICKS.few, receiver);
    const manyOptions = await connectedWith(system, data, many, TICKS.many, receiver);
    const took: number[] = [];
    const rest = () => settled(system.pids);
    for (let n = 0; n < saves; n++) {
      await rest();
      took.push(await save(system, few, fewOptions, fewOptions.contracts));
      await save(system, few, fewOptions, []);
    }
    const beside: [Person, Options][] = [];
    // To each other: who receives thousands at this moment cannot be given anything else.
    for (const [n, other] of others.entries()) beside.push([other, await find(system, other, others[(n + 1) % others.length]!)]);
    const large: number[] = [];
    for (let n = 0; n < larges; n++) {
      await rest();
      const stop = new AbortController();
      const writing = writeBeside(system, beside, stop.signal);
      large.push(await save(system, many, manyOptions, manyOptions.contracts));
      stop.abort();
      await writing;
      await save(system, many, manyOptions, []);
    }
    return [
      { title: `Saving ${TICKS.few} ticks over HTTP, N = ${took.length}`, rows: [], verdict: { figure: 'ms', ...spread(took), target: 200 } },
      { title: `Saving ${TICKS.many} ticks beside ${BESIDE} other saves a second, N = ${large.length}`, rows: [], verdict: { figure: 'ms', ...spread(large), target: 2_500 } },
    ];
  } finally {
    await data.close();
  }
}

async function people(system: MeasuredSystem, count: number): Promise<Person[]> {
  const found: Person[] = [];
  for (const customer of await activeCustomers(system, count)) found.push({ customer, token: (await signIn(system, customer)).accessToken });
  return found;
}

async function connectedWith(system: MeasuredSystem, data: ServiceData, giver: Person, contracts: number, receiver: Person): Promise<Options> {
  const { customerNumber } = giver.customer;
  await publishAll(system, Array.from({ length: contracts - 1 }, (_, n) => provisioned(customerNumber, n)));
  await data.knowsContracts(customerNumber, contracts);
  const body = { customerNumber, oneTimePassword: await newOneTimePassword(system, giver.customer) };
  // So many may take longer than an answer may: repeating finishes it.
  while ((await system.portal.send('POST', '/customer-links', { token: giver.token, body })).status === 503) await sleep(1_000);
  return find(system, giver, receiver);
}

async function find({ portal }: MeasuredSystem, giver: Person, receiver: Person): Promise<Options> {
  const { email, customerNumber } = receiver.customer;
  const body = { email, customerNumberType: 'FIXED_LINE', customerNumber };
  const { candidateId, options } = await portal.expect<{ candidateId: string; options: { accessNumber: string }[] }>(200, 'POST', '/transfer-candidates', { token: giver.token, body });
  return { candidateId, contracts: options };
}

/** Milliseconds until the gateway answered that it is saved; told to come again, it comes again. Infinity where that never ends. */
async function save({ portal }: MeasuredSystem, { token }: Person, { candidateId }: Options, contracts: Options['contracts']): Promise<number> {
  const body = { accessNumbers: contracts.map(({ accessNumber }) => accessNumber) };
  const began = performance.now();
  const put = () => portal.send('PUT', `/transfers/${candidateId}`, { token, body, headers: { 'if-match': '*' } });
  for (let answer = await put(); answer.status !== 200; answer = await put()) {
    if (answer.status !== 503) throw new Error(`saving answered ${answer.status}`);
    if (performance.now() - began > PATIENCE) return Infinity;
  }
  return performance.now() - began;
}

/** Others tick and untick a contract of theirs in turn, until told to stop. */
async function writeBeside(system: MeasuredSystem, others: [Person, Options][], stop: AbortSignal): Promise<void> {
  const writes: Promise<number>[] = [];
  for (let n = 0; !stop.aborted; n++) {
    const [other, options] = others[n % others.length]!;
    writes.push(save(system, other, options, Math.floor(n / others.length) % 2 === 0 ? options.contracts : []));
    await sleep(1_000 / BESIDE);
  }
  await Promise.all(writes);
}
