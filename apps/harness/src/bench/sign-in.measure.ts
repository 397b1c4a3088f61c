import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addedCpu, closedLoop, idleCpu, openLoop, type Run, spread, type Spread, totalCpu } from './load.js';
import { expected, pick } from './get-me.measure.js';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { row, type Table } from './table.js';
import { signIn } from '../scenarios/customer-journey.js';

const BARE_VERIFICATION = fileURLToPath(new URL('./bare-verification.js', import.meta.url));

/**
 * A sign-in over all processes, less what they use when idle, and less what its one password verification costs bare: alone on the machine, and beside as much other work as a
 * sign-in brings along, because on shared caches and cores the hash itself gets dearer.
 */
export async function measureSignIn(system: MeasuredSystem, { runs = 5, seconds = 5 } = {}): Promise<Table> {
  const customers = await activeCustomers(system, 20);
  const { accessToken } = await signIn(system, customers[0]!);
  const pids = pick(system.pids, ['gateway', 'identity', 'nats', 'mongod']);
  const me = async () => expected(200, await system.load.send('GET', '/api/v1/me', { token: accessToken }));
  const signInOnce = async () => {
    const { username, password } = customers[Math.floor(Math.random() * customers.length)]!;
    return expected(200, await system.load.send('POST', '/api/v1/auth/login', { body: { username, password, tokenTransport: 'body' } }));
  };
  await closedLoop(pids, signInOnce, { workers: 2, seconds: 2 });
  const [ours, alone, beside]: [Run[], number[], number[]] = [[], [], []];
  const idle = await idleCpu(pids);
  for (let n = 0; n < runs; n++) {
    alone.push(await bareVerification());
    const [cost] = await Promise.all([bareVerification(), openLoop(pids, me, { perSecond: 50, seconds: 1 })]);
    beside.push(cost);
    ours.push(await closedLoop(pids, signInOnce, { workers: 2, seconds }));
  }
  const above = (bare: number[]) => spread(ours.map((run, n) => (addedCpu(run, idle) - bare[n]!) / 1000));
  const show = ({ min, median, max }: Spread, digits = 0) => [min, median, max].map((figure) => figure.toFixed(digits)).join(' / ');
  return {
    title: `Sign-in (bare argon2id verification in the same run: alone ${show(spread(alone))}, beside 50 GET /me a second ${show(spread(beside))} µs CPU; above the latter ${show(above(beside), 2)} ms; idle ${(idle / 1000).toFixed(0)} ms a second)`,
    rows: [row('sign-in', ours)],
    verdict: { figure: 'CPU above the bare verification alone and idling, ms', ...above(alone), target: 2.5 },
  };
}

/** CPU µs of one verification in a process that does nothing else. */
export async function bareVerification(): Promise<number> {
  return Number((await promisify(execFile)(process.execPath, [BARE_VERIFICATION])).stdout);
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
