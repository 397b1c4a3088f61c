import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPair, UnsecuredJWT } from 'jose';
import { PAGES } from '../src/page.js';
import { SimulatorFixture } from './simulator-fixture.js';

const PAGE = '/customer-centre';
const fixture = new SimulatorFixture();
beforeAll(() => fixture.start({ silent: 1 }));
afterAll(() => fixture.stop());

const seconds = () => Math.floor(fixture.now / 1_000);

/** Status, and the sentence that stands on the page. */
async function shown(path: string, form: Record<string, string> | [string, string][]): Promise<[number, string]> {
  const answer = await fixture.post(path, form);
  const html = await answer.text();
  for (const [, token] of Array.isArray(form) ? form : Object.entries(form)) if (token !== '') expect(html).not.toContain(token);
  return [answer.status, /<p>(.*?)<\/p>/.exec(html)?.[1] ?? html];
}
const arrived = async (path: string, ...handover: Parameters<SimulatorFixture['handover']> extends [string, ...infer Rest] ? Rest : never) =>
  shown(path, { handover: await fixture.handover(path, ...handover) });

const ARRIVED = [200, 'Sie sind angemeldet.'];
const FORGED = [403, 'Die Übergabe stammt nicht vom Business Service Portal.'];
const OLD = [403, 'Die Übergabe ist abgelaufen.'];
const ELSEWHERE = [403, 'Die Übergabe gilt für eine andere Seite.'];
const UNREADABLE = [403, 'Die Übergabe ist nicht lesbar.'];
const MISSING = [403, 'Es wurde keine Übergabe mitgeschickt.'];

describe('the pages of the simulator', () => {
  it.each([...PAGES])('$path shows who arrived for which contract', async ({ path, title, target }) => {
    const answer = await fixture.post(path, { handover: await fixture.handover(path) });
    const html = await answer.text();
    expect(answer.status).toBe(200);
    for (const text of [`<h1>${title}</h1>`, 'account-1', '0228123456', target]) expect(html).toContain(text);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('let nobody in twice with the same handover', async () => {
    const handover = await fixture.handover(PAGE);
    const answers = await Promise.all(Array.from({ length: 8 }, () => shown(PAGE, { handover })));
    expect(answers.filter(([status]) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(([status]) => status !== 200).map(String))).toEqual(new Set(['403,Die Übergabe wurde schon einmal verwendet.']));
  });

  it('refuse what was signed by somebody else, or by nobody', async () => {
    const stranger = (await generateKeyPair('ES256')).privateKey;
    expect(await arrived(PAGE, {}, {}, stranger)).toEqual(FORGED);
    expect(await arrived(PAGE, {}, { kid: 'unknown' })).toEqual(FORGED);
    const unsigned = new UnsecuredJWT({ sub: 'account-1', accessNumber: '0228123456', target: 'CUSTOMER_CENTRE' }).setIssuer('urn:bsp-access').setAudience(`${fixture.simulator.url}${PAGE}`).encode();
    expect((await shown(PAGE, { handover: unsigned }))[0]).toBe(403);
    const [head, , signature] = (await fixture.handover(PAGE)).split('.');
    const [, body] = (await fixture.handover(PAGE, { sub: 'account-2' })).split('.');
    expect(await shown(PAGE, { handover: [head, body, signature].join('.') })).toEqual(FORGED);
  });

  it('refuse other tokens of the gateway', async () => {
    expect(await arrived(PAGE, {}, { typ: 'at+jwt' })).toEqual(FORGED);
    expect(await arrived(PAGE, { iss: 'urn:somebody-else' })).toEqual(FORGED);
    expect(await arrived(PAGE, { accessNumber: '<b>' })).toEqual(UNREADABLE);
    expect(await arrived(PAGE, { jti: undefined })).toEqual(FORGED);
  });

  it('refuse what is meant for another page, or another system', async () => {
    expect(await shown(PAGE, { handover: await fixture.handover('/invoice-online') })).toEqual(ELSEWHERE);
    expect(await arrived(PAGE, { target: 'INVOICE_ONLINE' })).toEqual(ELSEWHERE);
    expect(await arrived(PAGE, { aud: 'https://elsewhere.example/customer-centre' })).toEqual(ELSEWHERE);
    expect(await arrived(PAGE, { aud: [`${fixture.simulator.url}${PAGE}`, 'https://elsewhere.example'] })).toEqual(UNREADABLE);
  });

  it('refuse what is too old, has expired or comes from the future, but for what clocks differ', async () => {
    expect(await arrived(PAGE, { iat: seconds() - 304, exp: seconds() + 600 })).toEqual(ARRIVED);
    expect(await arrived(PAGE, { iat: seconds() - 306, exp: seconds() + 600 })).toEqual(OLD);
    expect(await arrived(PAGE, { exp: seconds() - 4 })).toEqual(ARRIVED);
    expect(await arrived(PAGE, { exp: seconds() - 6 })).toEqual(OLD);
    expect(await arrived(PAGE, { iat: seconds() + 30, exp: seconds() + 60 })).toEqual(OLD);
  });

  it('remember a handover until it has expired, and refuse it as old then', async () => {
    const handover = await fixture.handover(PAGE);
    expect((await shown(PAGE, { handover }))[0]).toBe(200);
    fixture.now += 64_000;
    expect(await shown(PAGE, { handover })).toEqual([403, 'Die Übergabe wurde schon einmal verwendet.']);
    fixture.now += 2_000;
    expect(await shown(PAGE, { handover })).toEqual(OLD);
  });

  it('take one handover, from the body of a form only', async () => {
    const handover = await fixture.handover(PAGE);
    expect(await shown(PAGE, {})).toEqual(MISSING);
    expect(await shown(PAGE, { handover: '' })).toEqual(MISSING);
    expect(await shown(PAGE, [['handover', handover], ['handover', handover]])).toEqual(MISSING);
    expect(await shown(`${PAGE}?handover=${handover}`, {})).toEqual(MISSING);
    expect((await fixture.json('POST', PAGE, { handover })).status).toBe(403);
    const opened = await fetch(`${fixture.simulator.url}${PAGE}?handover=${handover}`);
    expect([opened.status, opened.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await shown(PAGE, { handover: 'no.token.atall' }))[0]).toBe(403);
    expect((await shown(PAGE, { handover }))[0]).toBe(200);
  });

  it('go by their public address where they have one', async () => {
    const behindProxy = new SimulatorFixture();
    await behindProxy.start({ publicUrl: 'https://telco.example/portals' });
    const inside = await behindProxy.handover(PAGE);
    const outside = await behindProxy.handover(PAGE, { aud: `https://telco.example/portals${PAGE}` });
    expect((await behindProxy.post(PAGE, { handover: inside })).status).toBe(403);
    expect((await behindProxy.post(PAGE, { handover: outside })).status).toBe(200);
    await behindProxy.stop();
  });

  it('say so when no gateway tells its keys', async () => {
    const alone = new SimulatorFixture();
    await alone.start();
    const handover = await alone.handover(PAGE);
    await alone.stopGateway();
    const answer = await alone.post(PAGE, { handover });
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('Die Übergabe kann gerade nicht geprüft werden.')]);
    await alone.simulator.stop();
  });
});
