import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import mongoose from 'mongoose';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { contractStory, eventOf, shuffled, type StoryFact } from '../src/scenarios/contract-story.js';
import { handledAmong, stateHash } from '../src/scenarios/story-state.js';

const STREAMS = 200;
/** Each is told once in order and several times astray, each time in another disorder. */
const STORIES = 40;
const FACTS = 16;

type StoryEvent = ReturnType<typeof eventOf>;

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

  it(`does not matter: ${STREAMS} streams, shuffled and with duplicates, end as they do in order, and no letter is made or sent twice`, async () => {
    const stories = Array.from({ length: STORIES }, (_, n) => ({ story: contractStory(n, FACTS), inOrder: String(10_000_000 + n) }));
    const astray = Array.from({ length: STREAMS }, (_, n) => ({ ...stories[n % STORIES]!, telling: String(20_000_000 + n) }));
    const ids: string[] = [];
    const publish = async (telling: string, story: StoryFact[], order: (told: StoryEvent[]) => StoryEvent[]) => {
      const told = story.map((fact) => eventOf(telling, fact));
      ids.push(...told.map(({ id }) => id));
      for (const event of order(told)) await system.facts.publishText(event.type, event.text);
    };
    for (const { story, inOrder } of stories) await publish(inOrder, story, (told) => told);
    for (const { story, telling } of astray) await publish(telling, story, (told) => shuffled(told, Number(telling)));

    // Rarely: this question costs MongoDB as much as a hundred facts.
    const handled = () => handledAmong(mongo, ids);
    await eventually(async () => expect(await handled()).toBe(ids.length), { within: 300_000, every: 3_000 });
    await eventually(async () => expect(await versions('bsp_entitlements', 'sequence')).toEqual(await versions('bsp_contract_linking', 'version')), { within: 60_000, every: 1_000 });

    const expected = new Map(await Promise.all(stories.map(async ({ inOrder }) => [inOrder, await stateHash(mongo, inOrder)] as const)));
    expect(await Promise.all(astray.map(({ telling }) => stateHash(mongo, telling)))).toEqual(astray.map(({ inOrder }) => expected.get(inOrder)));
    expect(new Set(expected.values()).size).toBeGreaterThan(STORIES / 2);

    // Two instances may take two requests of one number in either order, and of a late one no letter is made: what was made was sent, each once.
    const made = await mongo.db('bsp_contract_linking').collection('letters').countDocuments();
    const sent = await eventually(async () => {
      const mails = await system.mailbox.mails(undefined, 'welcome-letter');
      expect(mails.length).toBeGreaterThanOrEqual(made);
      return mails;
    }, { within: 60_000, every: 2_000 });
    expect(sent).toHaveLength(made);
    // Each request has an address of its own.
    const addresses = sent.map(({ to }) => to[0]!.address);
    expect(addresses.filter((address, n) => addresses.indexOf(address) !== n)).toEqual([]);
    expect(made).toBeGreaterThan(STREAMS);
  }, 600_000);

  /** Of each contract that others were told of: what its newest fact is numbered. */
  async function versions(database: string, field: string): Promise<unknown[]> {
    const contracts = await mongo.db(database).collection('contracts').find({ [field]: { $gt: 0 } }).sort({ _id: 1 }).toArray();
    return contracts.map(({ _id, [field]: version }) => [_id, version]);
  }
});
