import { describe, expect, it } from '@jest/globals';
import { startConnectedSystem } from '../src/connected-system.js';
import { firstCustomer } from '../src/scenarios/first-customer.scenario.js';

describe('The first customer', () => {
  it.each([
    ['five processes', {}],
    ['one process', { allInOne: true }],
  ])('walks from the facts of the CRM to the sign-out, through %s', async (_, options) => {
    const system = await startConnectedSystem(options);
    const steps: string[] = [];
    await firstCustomer(system, (line) => steps.push(line)).finally(() => system.stop());
    expect(steps).toHaveLength(9);
  }, 60_000);
});
