import { hash, verify } from '@node-rs/argon2';
import { closedLoop, type Run, openLoop, spread, totalCpu } from './load.js';
import { expected, pick } from './get-me.measure.js';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { row, type Table } from './table.js';
import { signIn } from '../scenarios/customer-journey.js';

/** The parameters that identity hashes with unless told otherwise; algorithm 2 is argon2id. */
const ARGON2 = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const PASSWORD = 'Sonnig-1234567890!';

/** A sign-in over all processes, less what its one password verification costs bare. */
export async function measureSignIn(system: MeasuredSystem, { runs = 5, seconds = 5 } = {}): Promise<Table> {
  const customers = await activeCustomers(system, 20);
  const pids = pick(system.pids, ['gateway', 'identity', 'nats', 'mongod']);
  const signInOnce = async () => {
    const { username, password } = customers[Math.floor(Math.random() * customers.length)]!;
    return expected(200, await system.load.send('POST', '/api/v1/auth/login', { body: { username, password, tokenTransport: 'body' } }));
  };
  await closedLoop(pids, signInOnce, { workers: 2, seconds: 2 });
  const [ours, bare]: [Run[], number[]] = [[], []];
  for (let n = 0; n < runs; n++) {
    bare.push(await bareVerification());
    ours.push(await closedLoop(pids, signInOnce, { workers: 2, seconds }));
  }
  const above = ours.map((run, n) => (totalCpu(run) - bare[n]!) / 1000);
  const { min, median, max } = spread(bare);
  return {
    title: `Sign-in (bare argon2id verification in the same run: ${min.toFixed(0)} / ${median.toFixed(0)} / ${max.toFixed(0)} µs CPU)`,
    rows: [row('sign-in', ours)],
    verdict: { figure: 'CPU above the bare verification, ms', ...spread(above), target: 2.5 },
  };
}

/** CPU µs of one verification, nothing else running in this process. */
async function bareVerification(times = 60): Promise<number> {
  const stored = await hash(PASSWORD, ARGON2);
  await verify(stored, PASSWORD);
  const before = process.cpuUsage();
  for (let n = 0; n < times; n++) await verify(stored, PASSWORD);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** `GET /me` at 50 a second while 200 sign-ins a second are thrown at the system: whoever is signed in must not feel it. */
export async function measureGetMeUnderSignIns(system: MeasuredSystem, { runs = 3, seconds = 10 } = {}): Promise<Table> {
  const customers = await activeCustomers(system, 60);
  const { accessToken } = await signIn(system, customers[0]!);
  const pids = pick(system.pids, ['gateway', 'identity', 'nats', 'mongod']);
  const me = async () => expected(200, await system.load.send('GET', '/api/v1/me', { token: accessToken }));
  const thrown = async (n: number) => {
    const { username, password } = customers[n % customers.length]!;
    const { status } = await system.load.send('POST', '/api/v1/auth/login', { body: { username, password, tokenTransport: 'body' } });
    return status === 200 || `${status}`;
  };
  const [watched, storm]: [Run[], Run[]] = [[], []];
  for (let n = 0; n < runs; n++) {
    const [a, b] = await Promise.all([openLoop(pids, me, { perSecond: 50, seconds }), openLoop(pids, thrown, { perSecond: 200, seconds })]);
    watched.push(a);
    storm.push(b);
  }
  return {
    title: 'GET /me at 50/s under 200 sign-ins/s (refused sign-ins are the surplus, told to wait)',
    rows: [row('GET /me', watched), row('sign-ins', storm)],
    verdict: { figure: 'p99 of GET /me, ms', ...spread(watched.map((run) => run.p99)), target: 250 },
  };
}

/** Rotating one's refresh token, each worker its own session. */
export async function measureRefresh(system: MeasuredSystem, { runs = 5, seconds = 4, workers = 8 } = {}): Promise<Table> {
  const customers = await activeCustomers(system, workers);
  const tokens = await Promise.all(customers.map(async (customer) => (await signIn(system, customer)).refreshToken));
  const pids = pick(system.pids, ['gateway', 'identity', 'nats', 'mongod']);
  const refresh = async (worker: number) => {
    const answer = await system.load.send('POST', '/api/v1/auth/refresh', { body: { refreshToken: tokens[worker] } });
    if (answer.status === 200) tokens[worker] = (JSON.parse(answer.text) as { refreshToken: string }).refreshToken;
    return expected(200, answer);
  };
  await closedLoop(pids, refresh, { workers, seconds: 2 });
  const ours: Run[] = [];
  for (let n = 0; n < runs; n++) ours.push(await closedLoop(pids, refresh, { workers, seconds }));
  return { title: 'Refresh', rows: [row('refresh', ours)], verdict: { figure: 'CPU over all processes, ms', ...spread(ours.map((run) => totalCpu(run) / 1000)), target: 1.2 } };
}
