import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServers, type TestServers } from '#libs/testing';
import type { RunningService } from '#libs/service';
import { baseUrlOf } from './base-url.js';
import { start } from '../src/main.js';

let servers: TestServers;
let gateway: RunningService;
let url: string;

beforeAll(async () => {
  servers = await startTestServers();
  gateway = await start(servers.envFor('gateway'));
  url = await baseUrlOf(gateway);
});

afterAll(async () => {
  await gateway?.stop();
  await servers?.stop();
});

describe('the HTTP surface', () => {
  it('answers its status', async () => {
    const answer = await fetch(`${url}/api/v1/status`);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', version: expect.any(String) }]);
  });
});
