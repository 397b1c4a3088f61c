import { bareVerification } from './sign-in.measure.js';
import { addedCpu, closedLoop, idleCpu, type Run, spread, totalCpu } from './load.js';
import { expected, pick } from './get-me.measure.js';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { row, type Table } from './table.js';
import { signIn } from '../scenarios/customer-journey.js';

/** The current password, the four older ones that may not return, and the new one. */
const HASHES = 6;

/** A change of password over all processes, less what they use when idle and less the six hashes that its rules ask for. */
export async function measureChangePassword(system: MeasuredSystem, { runs = 5, seconds = 5, workers = 2 } = {}): Promise<Table> {
  const customers = await activeCustomers(system, workers);
  const people = await Promise.all(customers.map(async (customer) => ({ password: customer.password, token: (await signIn(system, customer)).accessToken, changes: 0 })));
  const pids = pick(system.pids, ['gateway', 'identity', 'nats', 'mongod']);
  const change = async (worker: number) => {
    const person = people[worker]!;
    const newPassword = `Neu-${worker}-${++person.changes}-geheim!`;
    const body = { currentPassword: person.password, newPassword, newPasswordRepeat: newPassword };
    const answer = await system.load.send('PUT', '/api/v1/me/password', { token: person.token, body });
    if (answer.status === 204) person.password = newPassword;
    return expected(204, answer);
  };
  // Also fills the history, so that all six are due.
  await closedLoop(pids, change, { workers, seconds: 2 });
  const [ours, bare]: [Run[], number[]] = [[], []];
  const idle = await idleCpu(pids);
  for (let n = 0; n < runs; n++) {
    bare.push(await bareVerification());
    ours.push(await closedLoop(pids, change, { workers, seconds }));
  }
  const above = ours.map((run, n) => (addedCpu(run, idle) - HASHES * bare[n]!) / 1000);
  const title = `Change of password (idle: ${(idle / 1000).toFixed(0)} ms CPU a second; a bare hash ${(spread(bare).median / 1000).toFixed(1)} ms)`;
  return { title, rows: [row('change', ours)], verdict: { figure: `CPU above ${HASHES} bare hashes and idling, ms`, ...spread(above), target: 3 } };
}

const PEOPLE = 1_000;
const PAGE = 50;
/** Created at the same moment: they take turns, and none may wait for longer than a request lasts. */
const AT_ONCE = 10;

/** A page of a master administrator's list of a thousand. */
export async function measureSubAdministrators(system: MeasuredSystem, { runs = 5, seconds = 4, workers = 16 } = {}): Promise<Table> {
  const [master] = await activeCustomers(system, 1);
  const { accessToken: token } = await signIn(system, master!);
  const body = (n: number) => ({ salutation: 'MS', firstName: 'Anna', lastName: `Unterberg ${n}`, email: `anna.${n}@unterberg.example`, locale: 'de' });
  for (let n = 0; n < PEOPLE; n += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, k) => system.portal.expect(201, 'POST', '/sub-administrators', { token, body: body(n + k) })));
  }
  const pids = pick(system.pids, ['gateway', 'identity', 'nats', 'mongod']);
  const list = async () => expected(200, await system.load.send('GET', `/api/v1/sub-administrators?limit=${PAGE}`, { token }));
  await closedLoop(pids, list, { workers, seconds: 2 });
  const ours: Run[] = [];
  for (let n = 0; n < runs; n++) ours.push(await closedLoop(pids, list, { workers, seconds }));
  return { title: `${PAGE} of ${PEOPLE} sub-administrators`, rows: [row('page', ours)], verdict: { figure: 'CPU over all processes, ms', ...spread(ours.map((run) => totalCpu(run) / 1000)), target: 2 } };
}
