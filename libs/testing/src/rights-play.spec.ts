import { describe, expect, it } from '@jest/globals';
import { type Cast, nextStep, openingSteps } from './rights-history.js';
import { entry, gift, RightsPlay, type RightsWorld } from './rights-play.js';
import { ALL_RIGHTS, type Assigned, type Heard, RightsReference } from './rights-reference.js';
import { seeded } from './seeded.js';

const UNIT = 1_000;
const CAST: Cast = {
  masters: ['ann', 'ben', 'cleo'], subordinates: [{ id: 'sue', of: 'ann' }, { id: 'tom', of: 'ann' }, { id: 'ulf', of: 'ben' }],
  customerNumbers: ['1000000', '2000000'], accessNumbers: ['030111', '030222', '030333'], closable: ['cleo', 'tom'],
};
/** A world that is the reference itself, with one fault or none. */
class ReferenceWorld implements RightsWorld {
  private time = 0;
  protected readonly rights: RightsReference;

  constructor(depth: number, private readonly fault?: 'forgets to take' | 'passes the commercial contact on' | 'keeps who is closed') {
    this.rights = new RightsReference(depth);
  }

  now = () => this.time;
  pass = async (time: number) => void (this.time += time);
  tell = async (fact: Heard) => this.rights.hear(fact, this.time);
  close = async (accountId: string) => void (this.fault === 'keeps who is closed' || this.rights.close(accountId, this.time));

  async saveTransfers(from: string, to: string, accessNumbers: string[], save: number): Promise<string> {
    if (save !== this.rights.savesOf(from, to)) return 'precondition-failed';
    if (!accessNumbers.every((number) => this.rights.mayTransfer(from, number, this.time))) return 'validation-failed';
    const kept = this.fault === 'forgets to take' ? this.rights.given(from, to, this.time).map(({ accessNumber }) => accessNumber) : [];
    this.rights.saveTransfers(from, to, [...new Set([...accessNumbers, ...kept])], this.time);
    return 'done';
  }

  async saveAssignments(from: string, to: string, assigned: Assigned[], save: number): Promise<string> {
    if (!CAST.subordinates.some(({ id, of }) => id === to && of === from)) return 'not-found';
    if (save !== this.rights.savesOf(from, to)) return 'precondition-failed';
    if (!assigned.every((one) => this.rights.mayAssign(from, one, this.time))) return 'validation-failed';
    this.rights.saveAssignments(from, to, assigned, this.time);
    return 'done';
  }

  async given(from: string, to: string): Promise<string[]> {
    return this.rights.given(from, to, this.time).map((one) => gift({ ...one, rights: ALL_RIGHTS.filter((right) => one.rights.includes(right)) }));
  }

  async held({ masters, subordinates, accessNumbers }: Cast): Promise<string[]> {
    const accounts = [...masters, ...subordinates.map(({ id }) => id)];
    return accounts.flatMap((account) => accessNumbers.flatMap((number) => {
      const [held, sources] = [this.rights.holds(account, number, this.time), this.rights.sources(account, number, this.time)];
      const rights = this.fault === 'passes the commercial contact on' && sources.includes('TRANSFER') && !held.includes('COMMERCIAL_CONTACT') ? ['ADMINISTRATION', 'COMMERCIAL_CONTACT', ...held.slice(1)] : held;
      return rights.length > 0 ? [entry(account, number, rights, sources)] : [];
    }));
  }
}

async function playAll(histories: number, depth: number, world: () => RightsWorld): Promise<RightsPlay[]> {
  const plays: RightsPlay[] = [];
  for (let seed = 1; seed <= histories; seed++) {
    const [random, there] = [seeded(seed), world()];
    const play = new RightsPlay(CAST, there, { unit: UNIT, maxTransferDepth: depth });
    for (const step of openingSteps(CAST, random)) await play.step(step);
    for (let n = 0; n < 40; n++) await play.step(nextStep(CAST, play.reference, { now: there.now(), unit: UNIT }, random));
    plays.push(play);
  }
  return plays;
}

describe('histories of rights', () => {
  it('are about every way in which rights come and go', async () => {
    const plays = await playAll(100, 1, () => new ReferenceWorld(1));
    const sum = (count: (play: RightsPlay) => number) => plays.reduce((total, play) => total + count(play), 0);
    const ended = (['centreLinks', 'transfers', 'assignedRights', 'expired'] as const).map((what) => sum(({ reference }) => reference.ended[what]));
    const tallied = (['saved', 'notHeld', 'stale', 'foreign', 'held'] as const).map((what) => sum(({ tally }) => tally[what]));
    for (const count of [...ended, ...tallied]) expect(count).toBeGreaterThan(20);
  });

  it.each(['forgets to take', 'passes the commercial contact on', 'keeps who is closed'] as const)('find out a world that %s', async (fault) => {
    await expect(playAll(100, 1, () => new ReferenceWorld(1, fault))).rejects.toThrow('expected');
  });

  it('find out a world that lets a contract be passed on once more than it may', async () => {
    await expect(playAll(100, 1, () => new ReferenceWorld(2))).rejects.toThrow('expected');
    await expect(playAll(100, 2, () => new ReferenceWorld(1))).rejects.toThrow('expected');
  });
});
