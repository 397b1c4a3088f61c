import { describe, expect, it } from '@jest/globals';
import { HashingLanes } from './hashing-lanes.js';

/** Work that goes on until the door is opened. */
function door() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

describe('lanes for hashing', () => {
  it('turn away at once whoever finds no room, and have room again afterwards', async () => {
    const lanes = new HashingLanes({ lanes: 2, room: 3 });
    const { opened, open } = door();
    const inside = [1, 2, 3].map(() => lanes.admit(() => opened));
    await expect(lanes.admit(async () => 'in')).rejects.toMatchObject({ code: 'service-unavailable', params: { retryAfter: 1 } });
    open();
    await Promise.all(inside);
    expect(await lanes.admit(async () => 'in')).toBe('in');
    await expect(lanes.admit(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await lanes.admit(async () => 'in')).toBe('in');
  });

  it('work on no more than there are lanes, first come first served, whatever fails', async () => {
    const lanes = new HashingLanes({ lanes: 2, room: 99 });
    const [begun, doors] = [[] as number[], [0, 1, 2, 3].map(door)];
    const work = doors.map(({ opened }, n) => lanes.inLane(async () => {
      begun.push(n);
      await opened;
      if (n === 1) throw new Error('failed');
    }).catch(() => undefined));
    await Promise.resolve();
    expect(begun).toEqual([0, 1]);
    doors[1]!.open();
    await work[1];
    expect(begun).toEqual([0, 1, 2]);
    for (const { open } of doors) open();
    await Promise.all(work);
    expect(begun).toEqual([0, 1, 2, 3]);
  });
});
