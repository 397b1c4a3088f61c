import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, typeOf } from '#libs/testing';
import mongoose from 'mongoose';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { contractStory, eventOf, shuffled, type StoryFact } from '../src/scenarios/contract-story.js';
import { handledAmong, stateHash } from '../src/scenarios/story-state.js';

const STREAMS = 200;

describe('The order of the CRM’s facts', () => {
  let system: ConnectedSystem;
  let mongo: mongoose.mongo.MongoClient;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { 'contract-linking': 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
    mongo = await mongoose.mongo.MongoClient.connect(system.test.endpoints.mongo);
  }, 120_000);
  afterAll(async () => {
    await mongo?.close();
    await system?.stop();
  }, 30_000);

  it(`does not matter: ${STREAMS} streams, shuffled and with duplicates, end as they do in order, and no letter is sent twice`, async () => {
    const tellings = Array.from({ length: STREAMS }, (_, n) => ({ story: contractStory(n), inOrder: String(10_000_000 + n), astray: String(20_000_000 + n) }));
    const ids: string[] = [];
    for (const { story, inOrder, astray } of tellings) {
      const [ordered, straying] = [inOrder, astray].map((telling) => story.map((fact) => eventOf(telling, fact)));
      for (const event of [...ordered!, ...shuffled(straying!, Number(astray))]) await system.facts.publishText(event.type, event.text);
      ids.push(...[...ordered!, ...straying!].map(({ id }) => id));
    }
    const handled = () => handledAmong(mongo, ids);
    await eventually(async () => expect(await handled()).toBe(ids.length), { within: 300_000, every: 1_000 });
    const hashes = await eventually(async () => {
      const found = await Promise.all(tellings.map(async ({ inOrder, astray }) => [await stateHash(mongo, inOrder), await stateHash(mongo, astray)]));
      expect(found.map(([, straying]) => straying)).toEqual(found.map(([ordered]) => ordered));
      return found;
    }, { within: 60_000, every: 2_000 });
    expect(new Set(hashes.map(([ordered]) => ordered)).size).toBeGreaterThan(STREAMS / 2);
    // Two instances may take two requests of one number in either order, and of a late one no letter is made: what was made was sent, each once.
    await eventually(async () => {
      const sent = (await system.mailbox.mails()).filter((mail) => typeOf(mail) === 'welcome-letter');
      const made = await mongo.db('bsp_contract_linking').collection('letters').find({}, { projection: { customerNumber: 1 } }).toArray();
      expect(sent).toHaveLength(made.length);
      for (const { story, inOrder, astray } of tellings) {
        for (const telling of [inOrder, astray]) {
          const count = made.filter(({ customerNumber }) => String(customerNumber).startsWith(telling)).length;
          expect(sent.filter(({ to }) => to[0]!.address === `max.${telling}@example.test`)).toHaveLength(count);
          expect(count).toBeLessThanOrEqual(lettersIn(story));
        }
      }
    }, { within: 120_000, every: 2_000 });
  }, 900_000);

  const lettersIn = (story: StoryFact[]) => story.filter(({ what }) => what === 'letter').length;
});
