import { type Cast, nextStep, openingSteps, RightsPlay, seeded, type Step, type Tally } from '#libs/testing';
import { randomInt } from 'node:crypto';
import { PortalRightsWorld, type Reached } from './portal-rights-world.js';
import { RightsPool } from './rights-pool.js';

export interface RightsHistories {
  histories: number;
  /** Of the first history; each next one has the next. The same seed tries the same, as far as time allows. */
  seed: number;
  /** Of each, besides how it begins. */
  steps?: number;
  /** Histories at the same time, each with people of its own. */
  parallel?: number;
}

export type Tallied = Record<keyof Tally | keyof RightsPlay['reference']['ended'], number>;

/** A second: what people do takes less. */
const UNIT = 1_000;
const MAX_TRANSFER_DEPTH = 1;

/** Plays histories of rights in a running system and in a naive reference, and compares after every step. @throws Error that tells the history which went wrong, and how */
export async function rightsHistories(reached: Reached, { histories, seed, steps = 40, parallel = 2 }: RightsHistories, print: (line: string) => void = console.log): Promise<Tallied> {
  const sum: Record<string, number> = {};
  const seeds = Array.from({ length: histories }, (_, n) => seed + n);
  const pools = [];
  for (let n = 0; n < Math.min(parallel, histories); n++) pools.push(await RightsPool.make(reached.system));
  print(`${pools.length} times three master administrators and two sub-administrators`);
  await Promise.all(pools.map(async (pool) => {
    for (let next = seeds.shift(); next !== undefined; next = seeds.shift()) {
      const play = await playOne(reached, pool, next, steps);
      for (const [what, count] of Object.entries({ ...play.tally, ...play.reference.ended })) sum[what] = (sum[what] ?? 0) + count;
      print(`✓ seed ${next}: ${play.tally.steps} steps, ${play.tally.saved} saves, ${play.tally.notHeld + play.tally.stale + play.tally.foreign} refused`);
    }
  }));
  return sum as Tallied;
}

async function playOne(reached: Reached, pool: RightsPool, seed: number, steps: number): Promise<RightsPlay> {
  const cast = castOf(pool);
  const world = new PortalRightsWorld(reached, pool, cast);
  const play = new RightsPlay(cast, world, { unit: UNIT, maxTransferDepth: MAX_TRANSFER_DEPTH });
  const random = seeded(seed);
  const [opening, told]: [Step[], Step[]] = [openingSteps(cast, random), []];
  await world.begin();
  try {
    for (let n = 0; n < opening.length + steps; n++) {
      const step = opening[n] ?? nextStep(cast, play.reference, { now: world.now(), unit: UNIT }, random);
      told.push(step);
      await play.step(step);
    }
    await world.end();
  } catch (error) {
    throw new Error(`seed ${seed}:\n${told.map((step) => JSON.stringify(step)).join('\n')}\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  await pool.renew(world.removed);
  return play;
}

/** Numbers that nobody has used yet. */
function castOf({ masters, subordinates }: RightsPool): Cast {
  const run = String(randomInt(10 ** 9, 10 ** 10));
  return {
    masters: masters.map(({ name }) => name),
    subordinates: subordinates.map(({ name, of }) => ({ id: name, of })),
    customerNumbers: [`1${run}`, `2${run}`],
    accessNumbers: [`30${run}`, `31${run}`, `32${run}`],
    closable: subordinates.map(({ name }) => name),
  };
}
