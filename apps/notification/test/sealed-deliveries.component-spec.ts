import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { freshAddress, NotificationFixture } from './notification-fixture.js';
import { TestSmtpServer } from './test-smtp-server.js';

const TYPE = 'bsp.dlv.notification.activation-code';
const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey: JSON.stringify(publicKey.export({ format: 'jwk' })), privateKey: JSON.stringify(privateKey.export({ format: 'jwk' })) };
};
const [newest, previous, stranger] = [pair(), pair(), pair()];

const bsp = new NotificationFixture();
const smtp = new TestSmtpServer();
beforeAll(async () => {
  await Promise.all([smtp.start(), bsp.start()]);
  await bsp.startService(smtp.url, { NOTIFICATION_PRIVATE_KEY: newest.privateKey, NOTIFICATION_PREVIOUS_PRIVATE_KEY: previous.privateKey });
}, 60_000);
afterAll(async () => {
  await bsp.stop();
  await smtp.stop();
});

const lettersOf = async (part: string) => {
  const letters = await Promise.all((await bsp.letters.list({ service: 'notification' })).map(({ sequence }) => bsp.letters.show(sequence)));
  return letters.filter((letter) => letter && Buffer.from(letter.body).includes(part)).map((letter) => letter!);
};

describe('a sealed delivery', () => {
  it.each([['the newest', newest], ['the previous', previous]])('is read with %s key', async (_name, { publicKey }) => {
    const { causeId, to, code } = await bsp.order(freshAddress(), { publicKey });
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['sent']));
    expect(smtp.to(to)[0]!.raw).toContain(code);
  });

  it.each([
    ['is no JWE', { locale: 'de', secret: 'eyJhbGciOiJub25lIn0' }],
    ['claims another algorithm', { locale: 'de', secret: `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')}..AAAA.AAAA.AAAA` }],
  ])('that %s does not end the process', async (_name, data) => {
    const id = newId();
    await bsp.publish(TYPE, { id, data });
    await eventually(() => expect(bsp.toldOf(id)).toEqual(['failed UNREADABLE']));
  });

  it.each([
    ['without a secret', TYPE, { locale: 'de' }],
    ['in an unknown language', TYPE, { locale: 'fr', secret: 'x' }],
    ['of an unknown type', 'bsp.dlv.notification.love-letter', { locale: 'de', secret: 'x' }],
  ])('%s lies in the dead letters at once', async (_name, type, data) => {
    const id = newId();
    await bsp.publish(type, { id, data });
    await eventually(async () => expect(await lettersOf(id)).toEqual([expect.objectContaining({ count: 1 })]));
  });

  it('for another key fails once, holds up nothing, and can be replayed from the dead letters once its key is found', async () => {
    const { causeId, to, code } = await bsp.order(freshAddress(), { publicKey: stranger.publicKey });
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['failed UNREADABLE']));
    const next = await bsp.order(freshAddress(), { publicKey: newest.publicKey });
    await eventually(() => expect(bsp.toldOf(next.causeId)).toEqual(['sent']));
    const [letter] = await eventually(async () => {
      const letters = await lettersOf(causeId);
      expect(letters).toHaveLength(1);
      return letters;
    });
    expect(letter).toMatchObject({ subject: TYPE, count: 1, reason: expect.stringContaining('no key at hand opens it') });
    expect(bsp.toldOf(causeId)).toEqual(['failed UNREADABLE']);

    await bsp.stopServices();
    await bsp.startService(smtp.url, { NOTIFICATION_PRIVATE_KEY: newest.privateKey, NOTIFICATION_PREVIOUS_PRIVATE_KEY: stranger.privateKey });
    await bsp.letters.replay(letter!.sequence);
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['failed UNREADABLE', 'sent']), { within: 20_000 });
    expect(smtp.to(to)[0]!.raw).toContain(code);
    await eventually(async () => expect(await bsp.held('BSP_DELIVERIES')).toBe(0), { within: 40_000, every: 250 });
  }, 120_000);
});
