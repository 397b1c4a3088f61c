import { loadavg } from 'node:os';
import { measureCheckRights } from './check-rights.measure.js';
import { measureContractFacts } from './contract-facts.measure.js';
import { measureContracts } from './contracts.measure.js';
import { measureFactLatency } from './fact-latency.measure.js';
import { measureGetMe } from './get-me.measure.js';
import { measureMemory, measureSecondStart } from './memory.measure.js';
import { type MeasuredSystem, startMeasuredSystem } from './measured-system.js';
import { measureChangePassword, measureSubAdministrators } from './own-account.measure.js';
import { measureRootRevocation } from './root-revocation.measure.js';
import { measureSharing } from './sharing.measure.js';
import { measureGetMeUnderSignIns, measureRefresh, measureSignIn } from './sign-in.measure.js';
import { render, type Table } from './table.js';

const MEASURES: Record<string, (system: MeasuredSystem) => Promise<Table | Table[]>> = {
  memory: measureMemory,
  'get-me': (system) => measureGetMe(system),
  'sign-in': (system) => measureSignIn(system),
  refresh: (system) => measureRefresh(system),
  'change-password': (system) => measureChangePassword(system),
  'sub-administrators': (system) => measureSubAdministrators(system),
  contracts: (system) => measureContracts(system),
  'check-rights': (system) => measureCheckRights(system),
  sharing: (system) => measureSharing(system),
  'root-revocation': (system) => measureRootRevocation(system),
  'contract-facts': (system) => measureContractFacts(system),
  'fact-latency': (system) => measureFactLatency(system),
  'sign-in-storm': (system) => measureGetMeUnderSignIns(system),
  'second-start': () => measureSecondStart(),
};

/** Runs the named measures (all, in this order) on one fresh system and prints their tables. */
export async function bench(names: string[]): Promise<void> {
  const wanted = names.length > 0 ? names : Object.keys(MEASURES);
  const unknown = wanted.filter((name) => !(name in MEASURES));
  if (unknown.length > 0) throw new Error(`no such measure: ${unknown.join(', ')}; there are ${Object.keys(MEASURES).join(', ')}`);
  console.log(`load of the machine before: ${loadavg().map((load) => load.toFixed(2)).join(' ')}`);
  const system = await startMeasuredSystem();
  try {
    for (const name of wanted) {
      for (const table of [await MEASURES[name]!(system)].flat()) console.log(render(table));
    }
  } finally {
    await system.stop();
  }
}
