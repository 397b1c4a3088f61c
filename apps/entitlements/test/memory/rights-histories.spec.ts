import { describe, expect, it } from '@jest/globals';
import { type Cast, nextStep, openingSteps, RightsPlay, seeded, type Step, type Tally } from '#libs/testing';
import { MemoryRightsWorld } from './rights-world.js';

/** Of which every fifth with more transfers in a row than the product has. */
const HISTORIES = Number(process.env['RIGHTS_HISTORIES'] ?? (process.env['CI'] ? 5_000 : 500));
const STEPS = 40;
/** An hour. */
const UNIT = 3_600_000;
const CAST: Cast = {
  masters: ['ann', 'ben', 'cleo'], subordinates: [{ id: 'sue', of: 'ann' }, { id: 'tom', of: 'ann' }, { id: 'ulf', of: 'ben' }],
  customerNumbers: ['1000000', '2000000'], accessNumbers: ['030111', '030222', '030333'], closable: ['ben', 'cleo', 'tom'],
};

interface Played {
  play: RightsPlay;
  steps: Step[];
  fault?: Error;
}

async function begin(maxTransferDepth: number): Promise<{ world: MemoryRightsWorld; play: RightsPlay }> {
  const world = new MemoryRightsWorld(maxTransferDepth);
  await world.begin(CAST);
  return { world, play: new RightsPlay(CAST, world, { unit: UNIT, maxTransferDepth }) };
}

async function playSeed(seed: number, maxTransferDepth: number): Promise<Played> {
  const [{ world, play }, random] = [await begin(maxTransferDepth), seeded(seed)];
  const [opening, steps]: [Step[], Step[]] = [openingSteps(CAST, random), []];
  try {
    for (let n = 0; n < opening.length + STEPS; n++) {
      const step = opening[n] ?? nextStep(CAST, play.reference, { now: world.now(), unit: UNIT }, random);
      steps.push(step);
      await play.step(step);
    }
    await world.verify(CAST);
    return { play, steps };
  } catch (fault) {
    return { play, steps, fault: fault as Error };
  }
}

async function replay(steps: readonly Step[], maxTransferDepth: number): Promise<Error | undefined> {
  const { world, play } = await begin(maxTransferDepth);
  try {
    for (const step of steps) await play.step(step);
    await world.verify(CAST);
    return undefined;
  } catch (fault) {
    return fault as Error;
  }
}

/** Takes steps away as long as what remains still goes wrong. @throws Error that tells the shortest story */
async function tell(seed: number, steps: readonly Step[], fault: Error, maxTransferDepth: number): Promise<never> {
  let [shortest, worst] = [[...steps], fault];
  for (let n = shortest.length - 1; n >= 0; n--) {
    const fewer = shortest.filter((_, index) => index !== n);
    const still = await replay(fewer, maxTransferDepth);
    if (still) [shortest, worst] = [fewer, still];
  }
  throw new Error(`seed ${seed}, at most ${maxTransferDepth} transfers:\n${shortest.map((step) => JSON.stringify(step)).join('\n')}\n${worst.message}`);
}

async function playAll(histories: number, maxTransferDepth: number): Promise<Record<keyof Tally | keyof RightsPlay['reference']['ended'], number>> {
  const sum: Record<string, number> = {};
  for (let seed = 1; seed <= histories; seed++) {
    const { play, steps, fault } = await playSeed(seed, maxTransferDepth);
    if (fault) await tell(seed, steps, fault, maxTransferDepth);
    for (const [what, count] of Object.entries({ ...play.tally, ...play.reference.ended })) sum[what] = (sum[what] ?? 0) + count;
  }
  return sum as Awaited<ReturnType<typeof playAll>>;
}

describe('rights that are shared', () => {
  it.each([[HISTORIES * 0.8, 1], [HISTORIES * 0.2, 2]])(`are what a naive reference says, after every step of %d histories of ${STEPS}, with at most %d transfers in a row, and agree with their explanations and history in the end`, async (histories, maxTransferDepth) => {
    const { saved, notHeld, stale, foreign, held, centreLinks, transfers, assignedRights, expired } = await playAll(histories, maxTransferDepth);
    // The histories are about something.
    for (const often of [saved, notHeld, held]) expect(often).toBeGreaterThan(histories * 4);
    for (const seldom of [stale, centreLinks, transfers, assignedRights, expired]) expect(seldom).toBeGreaterThan(histories * 0.3);
    expect(foreign).toBeGreaterThan(histories * 0.1);
  }, 600_000);
});
