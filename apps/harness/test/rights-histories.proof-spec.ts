import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { LoginSimulatorClient } from '../src/login-simulator.client.js';
import { rightsHistories } from '../src/scenarios/rights-histories.scenario.js';

const HISTORIES = Number(process.env['RIGHTS_HISTORIES'] ?? 50);
const STEPS = 40;
const TWO = { gateway: 2, identity: 2, 'contract-linking': 2, entitlements: 2, notification: 2 };

describe('Rights in a whole system, two instances of every service', () => {
  let system: ConnectedSystem;
  let mongo: mongoose.mongo.MongoClient;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: TWO, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
    mongo = await mongoose.mongo.MongoClient.connect(system.test.endpoints.mongo);
  }, 120_000);
  afterAll(async () => {
    await mongo?.close();
    await system?.stop();
  }, 30_000);

  it(`are what a naive reference says, after every step of ${HISTORIES} histories of ${STEPS}: in GET /contracts and for other systems`, async () => {
    const reached = { system, portals: system.portals, loginSimulator: new LoginSimulatorClient(system.test.endpoints.loginService), mongo };
    const { saved, notHeld, stale, held, centreLinks, transfers, assignedRights, expired } = await rightsHistories(reached, { histories: HISTORIES, seed: 1, steps: STEPS, parallel: 3 });
    // The histories are about something.
    for (const often of [saved, notHeld, held]) expect(often).toBeGreaterThan(HISTORIES * 3);
    for (const seldom of [stale, centreLinks, transfers, assignedRights, expired]) expect(seldom).toBeGreaterThan(HISTORIES * 0.2);
  }, 900_000);
});
