import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator } from '../src/simulator.js';
import { SimulatorFixture } from './simulator-fixture.js';

const fixture = new SimulatorFixture();
beforeAll(() => fixture.start());
afterAll(() => fixture.stop());

const verify = async (body: unknown) => {
  const answer = await fixture.json('POST', '/verify', body);
  return [answer.status, await answer.json().catch(() => undefined)];
};
const login = (username: string, password: string) => verify({ method: 'TELEKOM_LOGIN', username, password });
const put = async (path: string, body: unknown) => (await fixture.json('PUT', path, body)).status;
const rejected = [401, { error: 'rejected' }];

describe('the login service of the simulator', () => {
  it('says which access numbers a login has', async () => {
    expect(await put(`/sim/logins/${encodeURIComponent('anna@muster.example/1')}`, { password: 'geheim', accessNumbers: ['0228100001', '0228100002'] })).toBe(204);
    expect(await login('anna@muster.example/1', 'geheim')).toEqual([200, { subject: expect.stringMatching(/^[\da-f-]{36}$/), accessNumbers: ['0228100001', '0228100002'] }]);
  });

  it('says of an access number that one', async () => {
    await put('/sim/access-numbers/0228100003', { personalPassword: 'kennwort' });
    const credentials = { method: 'ACCESS_NUMBER', accessNumber: '0228100003', personalPassword: 'kennwort' };
    expect(await verify(credentials)).toEqual([200, { subject: expect.any(String), accessNumbers: ['0228100003'] }]);
    expect(await verify({ ...credentials, personalPassword: 'Kennwort' })).toEqual(rejected);
  });

  it('rejects whom it does not know, and wrong passwords, alike', async () => {
    await put('/sim/logins/bert', { password: 'geheim', accessNumbers: [] });
    expect(await login('bert', 'falsch')).toEqual(rejected);
    expect(await login('niemand', 'geheim')).toEqual(rejected);
    expect(await login('__proto__', 'geheim')).toEqual(rejected);
  });

  it('forgets what a login was before, but not whose it is', async () => {
    await put('/sim/logins/carl', { password: 'alt', accessNumbers: ['0228100004'] });
    const [, before] = (await login('carl', 'alt')) as [number, { subject: string }];
    await put('/sim/logins/carl', { password: 'neu', accessNumbers: [] });
    expect(await login('carl', 'alt')).toEqual(rejected);
    expect(await login('carl', 'neu')).toEqual([200, { subject: before.subject, accessNumbers: [] }]);
  });

  it('says where a request is wrong, and never what stood in it', async () => {
    expect(await verify({ method: 'TELEKOM_LOGIN', username: 'anna' })).toEqual([400, { error: 'malformed' }]);
    const answer = await fixture.json('PUT', '/sim/logins/dora', { password: 7, accessNumbers: ['0228100005'], canary: 'streng-geheim' });
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'malformed', fields: expect.arrayContaining(['password']) }]);
    const unreadable = await fetch(`${fixture.simulator.url}/verify`, { method: 'POST', body: '{"password":"streng-geheim', headers: { 'content-type': 'application/json' } });
    expect([unreadable.status, await unreadable.text()]).toEqual([400, expect.not.stringContaining('geheim')]);
  });

  it('is as slow and as broken as it is told, and prepared as ever meanwhile', async () => {
    await put('/sim/logins/emil', { password: 'geheim', accessNumbers: ['0228100006'] });
    expect(await put('/sim/behaviour', { delayMs: 0, status: 503 })).toBe(204);
    expect((await login('emil', 'geheim'))[0]).toBe(503);
    expect((await fixture.post('/invoice-online', {})).status).toBe(503);
    expect(await put('/sim/logins/emil', { password: 'neu', accessNumbers: [] })).toBe(204);
    expect(await put('/sim/behaviour', { delayMs: 300, status: 0 })).toBe(204);
    const begun = performance.now();
    expect((await login('emil', 'neu'))[0]).toBe(200);
    expect(performance.now() - begun).toBeGreaterThan(290);
    await put('/sim/behaviour', { delayMs: 0, status: 0 });
    expect((await login('emil', 'neu'))[0]).toBe(200);
    for (const wrong of [{ delayMs: -1 }, { status: 99 }, { status: 700 }, { pause: 1 }]) expect(await put('/sim/behaviour', wrong)).toBe(400);
  });

  it('ends at once, also while somebody waits', async () => {
    const slow = new SimulatorFixture();
    await slow.start();
    await slow.json('PUT', '/sim/behaviour', { delayMs: 60_000, status: 0 });
    const waiting = slow.json('POST', '/verify', {}).catch(() => 'cut off');
    await new Promise((resolve) => setImmediate(resolve));
    const begun = performance.now();
    await slow.stop();
    await waiting;
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('a simulator with a file', () => {
  it('knows after a restart whom it was told of, under the same subject', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bsp-simulator-'));
    const config = { host: '127.0.0.1', port: 0, jwksUrls: [], file: join(folder, 'logins.json') };
    const ask = async (told: boolean) => {
      const { url, stop } = await startSimulator(config);
      const send = (method: string, path: string, body: object) => fetch(`${url}${path}`, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
      if (told) await send('PUT', '/sim/logins/anna', { password: 'geheim', accessNumbers: ['0228100001'] });
      if (told) await send('PUT', '/sim/access-numbers/0228100002', { personalPassword: 'kennwort' });
      const answers = [
        await send('POST', '/verify', { method: 'TELEKOM_LOGIN', username: 'anna', password: 'geheim' }),
        await send('POST', '/verify', { method: 'ACCESS_NUMBER', accessNumber: '0228100002', personalPassword: 'kennwort' }),
      ];
      const verified = await Promise.all(answers.map((answer) => answer.json()));
      await stop();
      return verified;
    };
    const before = await ask(true);
    expect(before).toMatchObject([{ accessNumbers: ['0228100001'] }, { accessNumbers: ['0228100002'] }]);
    expect(await ask(false)).toEqual(before);
    expect((await stat(config.file)).mode & 0o777).toBe(0o600);
    await rm(folder, { recursive: true });
  });
});
