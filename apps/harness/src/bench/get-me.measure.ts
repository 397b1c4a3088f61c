import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNatsServer } from '#local/servers/find-server';
import { startGuarded } from '#local/processes/guarded-process';
import { freePort, waitForPort } from '#local/servers/listening';
import { signIn } from '../scenarios/customer-journey.js';
import { closedLoop, LoadClient, type Run, spread, totalCpu } from './load.js';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { row, type Table } from './table.js';

/** `GET /me` with a verified token against the same way without any product in it, run by run in turn. */
export async function measureGetMe(system: MeasuredSystem, { runs = 5, seconds = 4, workers = 16 } = {}): Promise<Table> {
  const [customer] = await activeCustomers(system, 1);
  const { accessToken } = await signIn(system, customer!);
  const { id } = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token: accessToken });
  const bare = await startBareChain(system);
  const pids = pick(system.pids, ['gateway', 'identity', 'nats', 'mongod']);
  const me = async () => expected(200, await system.load.send('GET', '/api/v1/me', { token: accessToken }));
  const document = async () => expected(200, await bare.load.send('GET', `/bare/${id}`));
  try {
    await closedLoop(pids, me, { workers, seconds: 2 });
    await closedLoop(bare.pids, document, { workers, seconds: 2 });
    const [ours, theirs]: [Run[], Run[]] = [[], []];
    for (let n = 0; n < runs; n++) {
      theirs.push(await closedLoop(bare.pids, document, { workers, seconds }));
      ours.push(await closedLoop(pids, me, { workers, seconds }));
    }
    const ratios = ours.map((run, n) => totalCpu(run) / totalCpu(theirs[n]!));
    return {
      title: 'GET /me against a bare chain (target: at most 1.3 × its CPU, access log on)',
      rows: [row('bare chain', theirs), row('GET /me', ours)],
      verdict: { figure: 'CPU ratio', ...spread(ratios), target: 1.3 },
    };
  } finally {
    await bare.stop();
  }
}

interface BareChain {
  load: LoadClient;
  pids: Record<string, number>;
  stop(): Promise<void>;
}

/** Nest + Fastify → NATS → Nest + ValidationPipe → mongoose findOne, in two processes, on the same mongod. */
async function startBareChain(system: MeasuredSystem): Promise<BareChain> {
  const [natsPort, port] = [await freePort(), await freePort()];
  const folder = await mkdtemp(join(tmpdir(), 'bsp-bare-'));
  const nats = await startGuarded(await findNatsServer(), ['-a', '127.0.0.1', '-p', String(natsPort)], { logFile: join(folder, 'nats.log') });
  await waitForPort(natsPort, { exited: nats.exited, name: 'nats-server', logFile: join(folder, 'nats.log') });
  const env = { ...process.env, BARE_NATS_URL: `nats://127.0.0.1:${natsPort}`, BARE_MONGODB_URI: system.mongoUri, BARE_HTTP_PORT: String(port) };
  const start = async (name: string) => {
    const child = fork(fileURLToPath(new URL(`./bare-chain/${name}.js`, import.meta.url)), { env });
    await once(child, 'message');
    return child;
  };
  const [service, gateway] = [await start('service'), await start('gateway')];
  const load = new LoadClient(`http://127.0.0.1:${port}`, 256);
  return {
    load,
    pids: { gateway: gateway.pid!, service: service.pid!, nats: nats.pid, mongod: system.pids['mongod']! },
    stop: async () => {
      load.close();
      for (const child of [gateway, service]) child.disconnect();
      await nats.stop();
    },
  };
}

export function expected(status: number, answer: { status: number; text: string }): true | string {
  return answer.status === status || `${answer.status} ${answer.text.slice(0, 80)}`;
}

export function pick(pids: Record<string, number>, names: string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(pids).filter(([name]) => names.some((wanted) => name === wanted || name.startsWith(`${wanted}-`) || name.startsWith(`${wanted}#`))));
}
