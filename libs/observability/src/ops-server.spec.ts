import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from './logger.js';
import { counter } from './metrics.js';
import { OpsServer } from './ops-server.js';

describe('The operations port', () => {
  let failure: Error | undefined;
  let hanging = false;
  let ops: OpsServer;
  let base: string;

  beforeEach(async () => {
    failure = undefined;
    hanging = false;
    const check = async () => {
      if (hanging) await new Promise(() => undefined);
      if (failure) throw failure;
    };
    ops = new OpsServer({ port: 0, checks: [{ name: 'nats', check }], logger: createLogger({ service: 'test', level: 'silent' }) });
    base = `http://127.0.0.1:${await ops.start()}`;
  });

  afterEach(() => ops.stop());

  it('is live as soon as the process runs, but ready only when told so', async () => {
    expect((await fetch(`${base}/health/live`)).status).toBe(200);
    expect((await fetch(`${base}/health/ready`)).status).toBe(503);
    ops.setReady(true);
    expect((await fetch(`${base}/health/ready`)).status).toBe(200);
  });

  it('names the check that fails', async () => {
    ops.setReady(true);
    failure = new Error('reconnecting');
    const response = await fetch(`${base}/health/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'error', checks: [{ name: 'nats', status: 'error', reason: 'reconnecting' }] });
  });

  it('answers although a check hangs', async () => {
    ops.setReady(true);
    hanging = true;
    expect((await fetch(`${base}/health/ready`)).status).toBe(503);
  });

  it('serves the metrics in the Prometheus format', async () => {
    counter('bsp_test_total', 'a test', ['kind']).inc({ kind: 'x' });
    expect(await (await fetch(`${base}/metrics`)).text()).toContain('bsp_test_total{kind="x"} 1');
  });

  it('knows no other path and no other method', async () => {
    expect((await fetch(`${base}/etc`)).status).toBe(404);
    expect((await fetch(`${base}/metrics`, { method: 'POST' })).status).toBe(405);
  });
});
