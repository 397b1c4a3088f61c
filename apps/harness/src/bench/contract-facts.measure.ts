import { setTimeout as sleep } from 'node:timers/promises';
import { customerKnown, publishAll, provisioned } from './crm-facts.js';
import { spread } from './load.js';
import type { MeasuredSystem } from './measured-system.js';
import { cpuMicros } from './process-meter.js';
import { type MeasuredService, ServiceData } from './service-data.js';
import type { Table } from './table.js';

const CUSTOMERS = 2_000;
const CONTRACTS_OF_EACH = 10;
const N = CUSTOMERS * CONTRACTS_OF_EACH;
/** For marks in the outbox and acknowledgements (ms). */
const SETTLING = 5_000;

interface Run {
  perSecond: Record<MeasuredService, number>;
  /** µs per fact, from the first one published to the last one visible. */
  cpu: Record<string, number>;
}

/** The CRM provisions many contracts of known customers at once: facts a second, from the first one published to the last one committed. */
export async function measureContractFacts(system: MeasuredSystem, { runs = 3 } = {}): Promise<Table[]> {
  const data = await ServiceData.open(system);
  const found: Run[] = [];
  try {
    for (let run = 0; run < runs; run++) found.push(await measureOnce(system, data, `8${run}`));
  } finally {
    await data.close();
  }
  const cpu = Object.keys(system.pids).map((name) => [name, spread(found.map((run) => run.cpu[name]!)).median] as const);
  const listed = cpu.filter(([, micros]) => micros >= 10).map(([name, micros]) => `${name} ${micros.toFixed(0)}`).join(', ');
  const table = (what: string, service: MeasuredService, target: number): Table => ({
    title: `Contract facts ${what}, ${runs} times ${N} (CPU µs per fact until visible: ${listed})`,
    rows: [],
    verdict: { figure: 'facts a second', ...spread(found.map(({ perSecond }) => perSecond[service])), target, isLeast: true },
  });
  return [table('applied in contract-linking', 'contract-linking', 2_000), table('visible in entitlements', 'entitlements', 1_000)];
}

async function measureOnce(system: MeasuredSystem, data: ServiceData, prefix: string): Promise<Run> {
  const numbers = Array.from({ length: CUSTOMERS }, (_, n) => `${prefix}${String(n).padStart(6, '0')}`);
  const known = await data.count('contract-linking', 'customers');
  await publishAll(system, numbers.map(customerKnown));
  await data.reaches('contract-linking', 'customers', known + CUSTOMERS);
  await sleep(SETTLING);
  // The next contract of every customer in turn, as in a file that is sorted by anything else.
  const facts = Array.from({ length: CONTRACTS_OF_EACH }, (_, n) => numbers.map((customerNumber) => provisioned(customerNumber, n))).flat();
  const before = { linking: await data.count('contract-linking', 'contracts'), entitlements: await data.count('entitlements', 'contracts') };
  const used = Object.entries(system.pids).map(([name, pid]) => [name, pid, cpuMicros(pid)] as const);
  const began = performance.now();
  const perSecond = async (service: MeasuredService, last: number) => {
    await data.reaches(service, 'contracts', last);
    return (N * 1_000) / (performance.now() - began);
  };
  const [linking, entitlements] = await Promise.all([perSecond('contract-linking', before.linking + N), perSecond('entitlements', before.entitlements + N), publishAll(system, facts)]);
  return { perSecond: { 'contract-linking': linking, entitlements }, cpu: Object.fromEntries(used.map(([name, pid, at]) => [name, (cpuMicros(pid) - at) / N])) };
}
