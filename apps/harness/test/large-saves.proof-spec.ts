import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { activeCustomers } from '../src/bench/measured-system.js';
import { besideWrites, connectWith, type Options, optionsFor, type Person, save, signedIn } from '../src/bench/saves-beside.js';
import { ServiceData } from '../src/bench/service-data.js';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { connect } from '../src/scenarios/connection.js';

const TICKS = 5_000;
const PER_SECOND = 50;

describe(`${TICKS} contracts transferred in one save, beside ${PER_SECOND} other writes a second`, () => {
  let system: ConnectedSystem;
  let data: ServiceData;
  let options: Options;
  let receiver: Person;
  let others: string[];

  beforeAll(async () => {
    system = await startConnectedSystem({ env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1', ACCESS_TOKEN_LIFETIME: 'PT15M' } });
    data = await ServiceData.open({ mongoUri: system.test.endpoints.mongo });
    const [giver, ...rest] = (await signedIn(system, await activeCustomers(system, 6))) as [Person, ...Person[]];
    for (const { customer, token } of rest) await connect(system, customer, token);
    receiver = rest.pop()!;
    others = rest.map(({ customer }) => customer.customerNumber);
    await connectWith(system, data, giver, TICKS);
    options = await optionsFor(system, giver, receiver);
  }, 240_000);
  afterAll(async () => {
    await data?.close();
    await system?.stop();
  }, 30_000);

  it('are saved as a whole each time, and the others go on', async () => {
    expect(options.accessNumbers.length).toBe(TICKS);
    for (const ticked of [options.accessNumbers, [], options.accessNumbers]) {
      const { took, written } = await besideWrites(system, data, others, PER_SECOND, () => save(system, options, ticked));
      console.info(`${ticked.length} ticks were saved within ${took.toFixed(0)} ms; meanwhile rights on ${written} other contracts were written`);
      expect(took).toBeLessThan(Infinity);
      expect(written).toBeGreaterThan((PER_SECOND * took) / 1_000 / 2);
      const { items } = await system.portal.expect<{ items: { accessNumbers: string[] }[] }>(200, 'GET', '/transfers?direction=RECEIVED', { token: receiver.token });
      expect(items.flatMap(({ accessNumbers }) => accessNumbers).length).toBe(ticked.length);
    }
  }, 300_000);
});
