import { checkRights } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { GeneratedRights } from './generated-rights.js';
import { pick } from './get-me.measure.js';
import { closedLoop, openLoop, type Run, spread, totalCpu } from './load.js';
import type { MeasuredSystem } from './measured-system.js';
import { ServiceData } from './service-data.js';
import { row, type Table } from './table.js';

const SMALL = 10_000;
const LARGE = 1_000_000;

/** What a question about a right costs over the bus, how long it takes at half of what is possible, and what a hundred times as many contracts change. */
export async function measureCheckRights(system: MeasuredSystem, { runs = 5, seconds = 4, workers = 32, large = LARGE } = {}): Promise<Table[]> {
  const data = await ServiceData.open(system);
  try {
    const rights = new GeneratedRights(data.collection('entitlements', 'contracts'));
    const client = new BusClient(system.facts.link, createLogger({ service: 'bench', level: 'silent' }));
    let asked = 0;
    const check = async () => {
      const { isAllowed, ...question } = rights.question(++asked);
      const { allowed } = await client.ask(checkRights, question, newCall(5_000));
      return allowed === isAllowed || `allowed: ${String(allowed)}`;
    };
    const pids = pick(system.pids, ['entitlements', 'nats', 'mongod']);
    const measure = async () => {
      await closedLoop(pids, check, { workers, seconds: 3 });
      const measured: Run[] = [];
      for (let n = 0; n < runs; n++) measured.push(await closedLoop(pids, check, { workers, seconds }));
      return measured;
    };
    await rights.grow(SMALL);
    const small = await measure();
    const half = spread(small.map((run) => run.operations / run.seconds)).median / 2;
    const loaded: Run[] = [];
    for (let n = 0; n < runs; n++) loaded.push(await openLoop(pids, check, { perSecond: half, seconds }));
    await rights.grow(large);
    const many = await measure();
    const ratios = many.map((run, n) => totalCpu(run) / totalCpu(small[n]!));
    return [
      { title: `check-rights over the bus, ${SMALL} contracts`, rows: [row('check', small)], verdict: { figure: 'CPU over all processes, ms', ...spread(small.map((run) => totalCpu(run) / 1_000)), target: 0.6 } },
      { title: `check-rights at half of that (${half.toFixed(0)}/s)`, rows: [row('check', loaded)], verdict: { figure: 'p99, ms', ...spread(loaded.map((run) => run.p99)), target: 10 } },
      { title: `check-rights with ${large} contracts and ${large * 5} grants`, rows: [row('check', many)], verdict: { figure: `CPU against ${SMALL} contracts`, ...spread(ratios), target: 1.2 } },
    ];
  } finally {
    await data.close();
  }
}
