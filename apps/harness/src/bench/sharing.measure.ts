import { connect } from '../scenarios/connection.js';
import { settled, spread } from './load.js';
import { activeCustomers, type MeasuredSystem } from './measured-system.js';
import { besideWrites, connectWith, optionsFor, renew, save, signedIn } from './saves-beside.js';
import { ServiceData } from './service-data.js';
import type { Table } from './table.js';

const TICKS = { few: 500, many: 5_000 };
/** Contracts opened a second, for others, while thousands are saved. */
const BESIDE = 50;

/** Saving what is transferred to another: 500 contracts at once, and 5,000 while rights of others are written. */
export async function measureSharing(system: MeasuredSystem, { saves = 9, larges = 5 } = {}): Promise<Table[]> {
  const data = await ServiceData.open(system);
  try {
    const people = await signedIn(system, await activeCustomers(system, 7));
    const [few, many, receiver, ...others] = people;
    for (const { customer, token } of [receiver!, ...others]) await connect(system, customer, token);
    await connectWith(system, data, few!, TICKS.few);
    await connectWith(system, data, many!, TICKS.many);
    const [fewOptions, manyOptions] = [await optionsFor(system, few!, receiver!), await optionsFor(system, many!, receiver!)];
    const took: number[] = [];
    for (let n = 0; n < saves; n++) {
      await settled(system.pids);
      took.push(await save(system, fewOptions, fewOptions.accessNumbers));
      await save(system, fewOptions, []);
    }
    const large: number[] = [];
    const written: number[] = [];
    for (let n = 0; n < larges; n++) {
      await renew(system, people);
      await settled(system.pids);
      const numbers = others.map(({ customer }) => customer.customerNumber);
      const one = await besideWrites(system, data, numbers, BESIDE, () => save(system, manyOptions, manyOptions.accessNumbers));
      large.push(one.took);
      written.push(one.written);
      await save(system, manyOptions, []);
    }
    return [
      { title: `Saving ${TICKS.few} ticks over HTTP, N = ${took.length}`, rows: [], verdict: { figure: 'ms', ...spread(took), target: 200 } },
      { title: `Saving ${TICKS.many} ticks beside ${BESIDE} writes a second (written meanwhile: ${written.join(', ')}), N = ${large.length}`, rows: [], verdict: { figure: 'ms', ...spread(large), target: 2_500 } },
    ];
  } finally {
    await data.close();
  }
}
