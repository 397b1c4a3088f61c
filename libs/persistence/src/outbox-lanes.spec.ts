import { OutboxLanes } from './outbox-lanes.js';
import type { OutboxRow } from './outbox.schema.js';

const row = (id: string, key: string): OutboxRow => ({ _id: id, key, kind: 'fact', subject: 's', payload: '{}', headers: {}, createdAt: new Date(0), attempts: 0 });

describe('rows held in memory', () => {
  it('let different keys overtake each other and keep the order of one key', () => {
    const lanes = new OutboxLanes(10);
    for (const held of [row('1', 'a'), row('2', 'a'), row('3', 'b')]) lanes.add(held);
    const first = lanes.next()!;
    expect([first._id, lanes.next()?._id, lanes.next()]).toEqual(['1', '3', undefined]);
    lanes.done(first);
    expect(lanes.next()?._id).toBe('2');
  });

  it('hold back the key of a failed row only, until it may be tried again', () => {
    const lanes = new OutboxLanes(10);
    for (const held of [row('1', 'a'), row('2', 'a'), row('3', 'b')]) lanes.add(held);
    const failed = lanes.next()!;
    expect(lanes.next()?._id).toBe('3');
    lanes.again(failed);
    expect(lanes.next()?._id).toBe('1');
  });

  it('are taken once and never more than there is room for', () => {
    const lanes = new OutboxLanes(2);
    expect([lanes.add(row('1', 'a')), lanes.add(row('1', 'a')), lanes.add(row('2', 'b')), lanes.add(row('3', 'c'))]).toEqual([true, false, true, false]);
    expect(lanes.clear()).toEqual(['1', '2']);
    expect([lanes.size, lanes.room, lanes.next()]).toEqual([0, 2, undefined]);
  });
});
