import { ALL_RIGHTS, type Assigned, type RightsReference, type ReferenceProduct } from './rights-reference.js';

/** Something that happens to the rights on a few contracts. Every step can be played at any time: one that means nothing then does nothing. */
export type Step =
  | { do: 'provision'; accessNumber: string; customerNumber: string; product: ReferenceProduct; inUnits: number }
  | { do: 'terminate'; accessNumber: string; inUnits: number }
  | { do: 'connect' | 'disconnect'; accountId: string; customerNumber: string }
  | { do: 'link' | 'unlink'; accountId: string; accessNumber: string }
  | { do: 'transfer'; from: string; to: string; accessNumbers: string[]; isStale: boolean }
  | { do: 'assign'; from: string; to: string; assigned: Assigned[]; isStale: boolean }
  | { do: 'close'; accountId: string }
  | { do: 'pass'; units: number };

/** Who and what a history is about. */
export interface Cast {
  masters: readonly string[];
  /** Sub-administrators, and whose they are. */
  subordinates: readonly { id: string; of: string }[];
  customerNumbers: readonly [string, string];
  accessNumbers: readonly string[];
  /** Accounts that may be closed in the course of it. */
  closable: readonly string[];
}

export interface Moment {
  now: number;
  /** What a unit of time is: long enough for a step. */
  unit: number;
}

type Random = () => number;
const WEIGHTS: [Step['do'], number][] = [
  ['transfer', 9], ['assign', 9], ['connect', 3], ['disconnect', 2.5], ['link', 5], ['unlink', 1.5], ['provision', 3], ['terminate', 1], ['close', 0.3], ['pass', 4],
];

/** How every history begins: contracts exist, and some masters are connected. */
export function openingSteps(cast: Cast, random: Random): Step[] {
  const [first, second] = cast.customerNumbers;
  const [connected, other] = cast.masters;
  return [
    ...cast.accessNumbers.map((accessNumber, n): Step => ({ do: 'provision', accessNumber, customerNumber: n % 3 === 2 ? second : first, product: random() < 0.7 ? 'SIP_TRUNK' : 'CLOUD_PBX', inUnits: 0 })),
    { do: 'connect', accountId: connected!, customerNumber: first },
    { do: 'connect', accountId: random() < 0.5 ? other! : connected!, customerNumber: second },
  ];
}

/** The next step of a history: any, those that change something more often. */
export function nextStep(cast: Cast, reference: RightsReference, { now, unit }: Moment, random: Random): Step {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const some = <T>(list: readonly T[]): T[] => list.filter(() => random() < 0.5);
  const isLikely = (probability: number) => random() < probability;
  const toggled = (set: readonly string[], member: string) => (set.includes(member) ? set.filter((one) => one !== member) : [...set, member]);
  const accessNumber = one(cast.accessNumbers);
  const customerNumber = isLikely(0.7) ? cast.customerNumbers[0] : cast.customerNumbers[1];
  switch (drawn(random)) {
    case 'transfer': {
      const from = one(cast.masters);
      const to = one(cast.masters.filter((master) => master !== from));
      const [options, ticked] = [cast.accessNumbers.filter((number) => reference.mayTransfer(from, number, now)), reference.given(from, to, now).map((share) => share.accessNumber)];
      const accessNumbers = options.length > 0 && isLikely(0.6) ? toggled(ticked, one(options)) : isLikely(0.6) ? some(options) : some(cast.accessNumbers);
      return { do: 'transfer', from, to, accessNumbers, isStale: isLikely(0.05) };
    }
    case 'assign': {
      const { id: to, of } = one(cast.subordinates);
      const from = isLikely(0.05) ? one(cast.masters) : of;
      const kept = reference.given(from, to, now).filter((assigned) => assigned.accessNumber !== accessNumber && isLikely(0.8));
      const held = reference.holds(from, accessNumber, now);
      const rights = some(held.length > 0 && isLikely(0.8) ? held : ALL_RIGHTS);
      const ends = isLikely(0.45) ? { until: now + unit * one([1.2, 1.5, 2.5]) } : isLikely(0.05) ? { until: now - unit } : {};
      return { do: 'assign', from, to, assigned: rights.length > 0 ? [...kept, { accessNumber, rights, ...ends }] : kept, isStale: isLikely(0.05) };
    }
    case 'provision':
      return { do: 'provision', accessNumber, customerNumber, product: isLikely(0.7) ? 'SIP_TRUNK' : 'CLOUD_PBX', inUnits: one([0, 0, 0, 2]) };
    case 'terminate':
      return { do: 'terminate', accessNumber, inUnits: one([0, 0, 2]) };
    case 'connect':
    case 'disconnect':
      return { do: isLikely(0.55) ? 'connect' : 'disconnect', accountId: one(cast.masters), customerNumber };
    case 'link':
    case 'unlink': {
      const holders = cast.masters.filter((master) => reference.holds(master, accessNumber, now).includes('ADMINISTRATION'));
      return { do: isLikely(0.8) ? 'link' : 'unlink', accountId: one(holders.length > 0 && isLikely(0.8) ? holders : cast.masters), accessNumber };
    }
    case 'close':
      return cast.closable.length > 0 ? { do: 'close', accountId: one(cast.closable) } : { do: 'pass', units: 1 };
    case 'pass':
      return { do: 'pass', units: one([0.5, 1, 2, 2]) };
  }
}

function drawn(random: Random): Step['do'] {
  let left = random() * WEIGHTS.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [what, weight] of WEIGHTS) {
    left -= weight;
    if (left < 0) return what;
  }
  return 'pass';
}
