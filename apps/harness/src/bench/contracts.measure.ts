import { newOneTimePassword } from '../scenarios/connection.js';
import { type Customer, signIn } from '../scenarios/customer-journey.js';
import { publishAll, provisioned } from './crm-facts.js';
import { expected, pick } from './get-me.measure.js';
import { closedLoop, type Run, spread, totalCpu } from './load.js';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { cpuMicros } from './process-meter.js';
import { ServiceData } from './service-data.js';
import { row, type Table } from './table.js';

const CONTRACTS = 500;
const PAGE = 50;
/** In the answer to connecting. */
const MOST_SHOWN = 200;

/** A customer number with 500 contracts: how long connecting it takes, and what a page of the overview costs. */
export async function measureContracts(system: MeasuredSystem, { connects = 9, runs = 5, seconds = 4, workers = 16 } = {}): Promise<Table[]> {
  const took: Connected[] = [];
  let token = '';
  const data = await ServiceData.open(system);
  try {
    for (const customer of await activeCustomers(system, connects)) {
      token = (await signIn(system, customer)).accessToken;
      took.push(await connectOnce(system, data, customer, token));
    }
  } finally {
    await data.close();
  }
  const list = async () => expected(200, await system.load.send('GET', `/api/v1/contracts?limit=${PAGE}`, { token }));
  const pids = pick(system.pids, ['gateway', 'identity', 'entitlements', 'nats', 'mongod']);
  await closedLoop(pids, list, { workers, seconds: 2 });
  const pages: Run[] = [];
  for (let n = 0; n < runs; n++) pages.push(await closedLoop(pids, list, { workers, seconds }));
  return [
    {
      title: `Connecting a customer number with ${CONTRACTS} contracts over HTTP, N = ${took.length} (CPU over all processes: ${spread(took.map(({ cpu }) => cpu)).median.toFixed(0)} ms in the median)`,
      rows: [],
      verdict: { figure: 'ms', ...spread(took.map(({ ms }) => ms)), target: 500 },
    },
    { title: `${PAGE} of ${CONTRACTS} contracts`, rows: [row('page', pages)], verdict: { figure: 'CPU over all processes, ms', ...spread(pages.map((run) => totalCpu(run) / 1000)), target: 3 } },
  ];
}

/** Milliseconds until the gateway answered that the number is connected, and what all processes used meanwhile. */
interface Connected {
  ms: number;
  cpu: number;
}

async function connectOnce(system: MeasuredSystem, data: ServiceData, customer: Customer, token: string): Promise<Connected> {
  const { customerNumber } = customer;
  // One it has already.
  await publishAll(system, Array.from({ length: CONTRACTS - 1 }, (_, n) => provisioned(customerNumber, n)));
  await data.knowsContracts(customerNumber, CONTRACTS);
  const oneTimePassword = await newOneTimePassword(system, customer);
  const used = () => Object.values(system.pids).reduce((sum, pid) => sum + cpuMicros(pid), 0) / 1_000;
  const [before, began] = [used(), performance.now()];
  const { contracts } = await system.portal.expect<{ contracts: unknown[] }>(201, 'POST', '/customer-links', { token, body: { customerNumber, oneTimePassword } });
  const took = { ms: performance.now() - began, cpu: used() - before };
  if (contracts.length < MOST_SHOWN) throw new Error(`only ${contracts.length} contracts are shown`);
  return took;
}
