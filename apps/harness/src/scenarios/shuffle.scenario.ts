import { randomInt } from 'node:crypto';
import { eventually } from '#libs/testing';
import type { mongo } from 'mongoose';
import type { FactPublisher } from '../fact-publisher.js';
import { contractStory, eventOf, shuffled } from './contract-story.js';
import { handledAmong, isHeard, stateHash } from './story-state.js';

export interface Shuffle {
  streams: number;
  /** Of the first stream; each next one has the next. The same seed tells the same stories in the same disorder. */
  seed: number;
  /** Milliseconds to wait until contract-linking has handled all, and once more until entitlements has heard of it. */
  patience?: number;
}

/** A story told twice, under numbers of its own each time: as it happened, and as a delivery gone wrong. */
interface Stream {
  seed: number;
  inOrder: string;
  astray: string;
}

/** Publishes stories of contracts in order and, under other numbers, shuffled with duplicates. @throws Error naming the streams that did not end in the same state */
export async function shuffle(facts: FactPublisher, client: mongo.MongoClient, { streams, seed, patience = 120_000 }: Shuffle, print: (line: string) => void = console.log): Promise<void> {
  const run = String(randomInt(10 ** 7, 10 ** 8));
  const numbered = (n: number) => `${run}${String(n).padStart(4, '0')}`;
  const told = Array.from({ length: streams }, (_, n): Stream => ({ seed: seed + n, inOrder: numbered(2 * n), astray: numbered(2 * n + 1) }));
  const ids: string[] = [];
  for (const stream of told) ids.push(...(await tell(facts, stream)));
  const pace = { within: patience, every: 250 };
  await eventually(async () => {
    const handled = await handledAmong(client, ids);
    if (handled < ids.length) throw new Error(`${handled} of ${ids.length} facts were handled in time: is contract-linking running, do dead letters say more?`);
  }, pace);
  await eventually(async () => {
    const heard = await Promise.all(told.flatMap(({ inOrder, astray }) => [isHeard(client, inOrder), isHeard(client, astray)]));
    if (heard.includes(false)) throw new Error('entitlements has not heard of all contracts in time: is it running?');
  }, pace);
  const ends = await Promise.all(told.map(async ({ seed: of, inOrder, astray }): Promise<End> => ({ seed: of, inOrder: await stateHash(client, inOrder), astray: await stateHash(client, astray) })));
  compare(ends, print);
  print(`${streams} streams of ${ids.length / (2 * streams)} facts: shuffled and with duplicates they end as they do in order`);
}

/** Hashes of the states in which the two tellings of a story ended. */
export type End = Stream;

/** One line for each. @throws Error naming those that are not equal */
export function compare(ends: readonly End[], print: (line: string) => void): void {
  const isSame = ({ inOrder, astray }: End) => inOrder === astray;
  for (const end of ends) print(`${isSame(end) ? '✓' : '✗'} seed ${end.seed}: in order ${end.inOrder}, shuffled ${end.astray}`);
  const different = ends.filter((end) => !isSame(end));
  if (different.length > 0) throw new Error(`${different.length} of ${ends.length} streams did not end as they do in order: seed ${different.map(({ seed }) => seed).join(', ')}`);
}

/** Returns the ids of all its events. */
async function tell(facts: FactPublisher, { seed, inOrder, astray }: Stream): Promise<string[]> {
  const story = contractStory(seed);
  const [ordered, straying] = [story.map((fact) => eventOf(inOrder, fact)), story.map((fact) => eventOf(astray, fact))];
  for (const event of [...ordered, ...shuffled(straying, seed)]) await facts.publishText(event.type, event.text);
  return [...ordered, ...straying].map(({ id }) => id);
}
