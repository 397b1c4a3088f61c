import { setTimeout as sleep } from 'node:timers/promises';
import { sessionEnded, sessionStarted } from '#libs/contracts';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { closedLoop, openLoop, spread } from './load.js';
import { expected } from './get-me.measure.js';
import type { Table } from './table.js';
import { signIn } from '../scenarios/customer-journey.js';

/**
 * How long a committed fact takes to a subscriber. Counted from the event's `time`, which is written before the commit: the commit itself is
 * in the figure, so the true one is smaller.
 */
export async function measureFactLatency(system: MeasuredSystem, { facts = 150, seconds = 15 } = {}): Promise<Table[]> {
  const customers = await activeCustomers(system, 20);
  const idle = await watch(system, sessionEnded.type, async () => {
    for (let n = 0; n < facts; n++) {
      const { accessToken } = await signIn(system, customers[n % customers.length]!);
      await sleep(20);
      await system.portal.expect(204, 'POST', '/auth/logout', { token: accessToken });
      await sleep(20);
    }
  });
  const signInOnce = async (n: number) => {
    const { username, password } = customers[n % customers.length]!;
    return expected(200, await system.load.send('POST', '/api/v1/auth/login', { body: { username, password, tokenTransport: 'body' } }));
  };
  const saturated = await closedLoop({}, signInOnce, { workers: 4, seconds: 5 });
  const half = saturated.operations / saturated.seconds / 2;
  const loaded = await watch(system, sessionStarted.type, async () => {
    await openLoop({}, signInOnce, { perSecond: half, seconds });
  });
  return [tableOf(`Commit → subscriber, idle, N = ${idle.length}`, idle, 15), tableOf(`Commit → subscriber at half load (${half.toFixed(0)} sign-ins/s), N = ${loaded.length}`, loaded, 250)];
}

/** Milliseconds from each fact's `time` to its arrival here, while `work` goes on. */
async function watch({ facts }: MeasuredSystem, subject: string, work: () => Promise<void>): Promise<number[]> {
  const latencies: number[] = [];
  const subscription = facts.link.nc.subscribe(subject, {
    callback: (error, message) => {
      if (!error) latencies.push(Date.now() - Date.parse(message.json<{ time: string }>().time));
    },
  });
  await facts.link.nc.flush();
  await work();
  await sleep(1_000);
  subscription.unsubscribe();
  return latencies.sort((a, b) => a - b);
}

function tableOf(title: string, latencies: number[], target: number): Table {
  const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? NaN;
  const { min, median, max } = spread(latencies);
  return { title: `${title} (min ${min} / median ${median} / max ${max} ms)`, rows: [], verdict: { figure: 'p99, ms', min: p99, median: p99, max: p99, target } };
}
