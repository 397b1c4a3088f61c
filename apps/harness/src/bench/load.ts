import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMicros, hostBusyMicros } from './process-meter.js';

export interface HttpAnswer {
  status: number;
  text: string;
}

/** Keep-alive requests to this machine only. */
export class LoadClient {
  private readonly agent: Agent;
  private readonly url: URL;

  constructor(base: string, sockets: number) {
    this.url = new URL(base);
    if (!['127.0.0.1', 'localhost'].includes(this.url.hostname)) throw new Error(`load goes to this machine only, not to ${this.url.hostname}`);
    this.agent = new Agent({ keepAlive: true, maxSockets: sockets });
  }

  send(method: string, path: string, { token, body }: { token?: string; body?: object } = {}): Promise<HttpAnswer> {
    const payload = body && JSON.stringify(body);
    const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(payload && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }) };
    return new Promise((resolve, reject) => {
      const sent = request({ host: this.url.hostname, port: this.url.port, method, path, headers, agent: this.agent, timeout: 10_000 }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode!, text })).on('error', reject);
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer within 10 s'))).on('error', reject);
      sent.end(payload);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** What one run showed. Latencies in ms, CPU in µs per successful operation. */
export interface Run {
  operations: number;
  failures: Record<string, number>;
  seconds: number;
  p50: number;
  p99: number;
  max: number;
  cpu: Record<string, number>;
  /** Cores that neither the measured processes nor this one used. */
  otherCores: number;
}

export type Operation = (worker: number) => Promise<string | true>;

/** `workers` call `operation` one after another for `seconds`; it answers true, or what went wrong. */
export async function closedLoop(pids: Record<string, number>, operation: Operation, { workers, seconds }: { workers: number; seconds: number }): Promise<Run> {
  return observe(pids, async (attempt) => {
    const end = performance.now() + seconds * 1000;
    await Promise.all(Array.from({ length: workers }, async (_, worker) => { while (performance.now() < end) await attempt(operation, worker); }));
  });
}

/** Starts `perSecond` operations a second, whether earlier ones are done or not, and waits for the last. */
export async function openLoop(pids: Record<string, number>, operation: Operation, { perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Run> {
  return observe(pids, async (attempt) => {
    const started = performance.now();
    const running: Promise<void>[] = [];
    for (let n = 0; n < perSecond * seconds; n++) {
      const due = started + (n * 1000) / perSecond - performance.now();
      if (due > 1) await sleep(due);
      running.push(attempt(operation, n));
    }
    await Promise.all(running);
  });
}

/** What the processes use while nobody asks anything: CPU µs per second, all together. */
export async function idleCpu(pids: Record<string, number>, seconds = 5): Promise<number> {
  const run = await observe(pids, () => sleep(seconds * 1000));
  return totalCpu(run) / run.seconds;
}

/** Resolves when what earlier work left behind is done: the processes use less than a fifth of a core. @throws Error when it takes too long */
export async function settled(pids: Record<string, number>): Promise<void> {
  const end = performance.now() + SETTLING_MS;
  while ((await idleCpu(pids, LOOK_S)) > MOST_WHEN_SETTLED) if (performance.now() > end) throw new Error('the system does not come to rest');
}

const SETTLING_MS = 120_000;
const LOOK_S = 1;
/** CPU µs per second. */
const MOST_WHEN_SETTLED = 200_000;

type Attempt = (operation: Operation, worker: number) => Promise<void>;

async function observe(pids: Record<string, number>, work: (attempt: Attempt) => Promise<void>): Promise<Run> {
  const latencies: number[] = [];
  const failures: Record<string, number> = {};
  const before = Object.entries(pids).map(([name, pid]) => [name, pid, cpuMicros(pid)] as const);
  const [started, own, host] = [performance.now(), process.cpuUsage(), hostBusyMicros()];
  await work(async (operation, worker) => {
    const begun = performance.now();
    const outcome = await operation(worker).catch((error: Error) => error.message);
    if (outcome === true) latencies.push(performance.now() - begun);
    else failures[outcome] = (failures[outcome] ?? 0) + 1;
  });
  const micros = (performance.now() - started) * 1000;
  const used = before.map(([name, pid, at]) => [name, cpuMicros(pid) - at] as const);
  const { user, system } = process.cpuUsage(own);
  const others = hostBusyMicros() - host - user - system - used.reduce((sum, [, cpu]) => sum + cpu, 0);
  latencies.sort((a, b) => a - b);
  const quantile = (q: number) => latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? NaN;
  return {
    operations: latencies.length,
    failures,
    seconds: micros / 1e6,
    p50: quantile(0.5),
    p99: quantile(0.99),
    max: latencies.at(-1) ?? NaN,
    cpu: Object.fromEntries(used.map(([name, cpu]) => [name, cpu / Math.max(1, latencies.length)])),
    otherCores: Math.max(0, others / micros),
  };
}

/** CPU µs that one operation added to what the processes use anyway (`idle`, µs per second): at few operations a second that is most of it. */
export const addedCpu = (run: Run, idle: number): number => totalCpu(run) - (idle * run.seconds) / Math.max(1, run.operations);

export const totalCpu = (run: Run): number => Object.values(run.cpu).reduce((sum, cpu) => sum + cpu, 0);

export interface Spread {
  min: number;
  median: number;
  max: number;
}

/** Minimum, median and maximum of some figures. */
export function spread(figures: number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { min: sorted[0]!, median, max: sorted.at(-1)! };
}
