import { customerKnown, publishAll, provisioned } from './crm-facts.js';
import { spread } from './load.js';
import type { MeasuredSystem } from './measured-system.js';
import { cpuMicros } from './process-meter.js';
import { type MeasuredService, ServiceData } from './service-data.js';
import type { Table } from './table.js';

const CUSTOMERS = 2_000;
const CONTRACTS_OF_EACH = 10;
const N = CUSTOMERS * CONTRACTS_OF_EACH;

interface Run {
  perSecond: Record<MeasuredService, number>;
  /** µs per fact, until the last one is visible. */
  cpu: Record<string, number>;
}

/**
 * The CRM has provisioned many contracts of known customers while contract-linking was away: facts a second from the moment at which it is back to the
 * last one committed, so that publishing them is no part of it. Entitlements follows at the same time.
 */
export async function measureContractFacts(system: MeasuredSystem, { runs = 3 } = {}): Promise<Table[]> {
  const data = await ServiceData.open(system);
  const found: Run[] = [];
  try {
    for (let run = 0; run < runs; run++) found.push(await measureOnce(system, data, `8${run}`));
  } finally {
    await data.close();
  }
  const cpu = Object.keys(found[0]!.cpu).map((name) => [name, spread(found.map((run) => run.cpu[name]!)).median] as const);
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
  const last = (await data.count('contract-linking', 'contracts')) + N;
  const linking = system.test.processes.get('contract-linking-0')!;
  await linking.stop();
  // The next contract of every customer in turn, as in a file that is sorted by anything else.
  await publishAll(system, Array.from({ length: CONTRACTS_OF_EACH }, (_, n) => numbers.map((customerNumber) => provisioned(customerNumber, n))).flat());
  await linking.start();
  const used = Object.entries(system.pids).map(([name, pid]) => [name, pid, cpuMicros(pid)] as const);
  // Both end with the same contracts.
  const perSecond = async (service: MeasuredService) => {
    const [began, before] = [performance.now(), await data.count(service, 'contracts')];
    await data.reaches(service, 'contracts', last);
    return ((last - before) * 1_000) / (performance.now() - began);
  };
  const [inLinking, inEntitlements] = await Promise.all([perSecond('contract-linking'), perSecond('entitlements')]);
  return { perSecond: { 'contract-linking': inLinking, entitlements: inEntitlements }, cpu: Object.fromEntries(used.map(([name, pid, at]) => [name, (cpuMicros(pid) - at) / N])) };
}
