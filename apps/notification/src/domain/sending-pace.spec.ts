import { describe, expect, it } from '@jest/globals';
import { SendingPace } from './sending-pace.js';

const at = (seconds: number) => new Date(seconds * 1_000);
const begin = (pace: SendingPace, count: number, domain: string, seconds = 0) => {
  for (let n = 0; n < count; n++) pace.begin(`${domain} ${n}`, domain, at(seconds));
};

describe('the pace of sending', () => {
  it('leaves room for others when mails to some domains hang', () => {
    const pace = new SendingPace();
    for (const domain of ['a', 'b', 'c', 'd', 'e']) begin(pace, 4, domain);
    expect(pace.mayBegin(at(1))).toBe(false);
    pace.look(at(6));
    expect(pace.mayBegin(at(6))).toBe(true);
    expect(pace.fullDomains).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('goes on at once with a domain that answers again', () => {
    const pace = new SendingPace();
    begin(pace, 2, 'a');
    pace.end('a 0', 'deferred', at(1));
    expect(pace.fullDomains).toEqual(['a']);
    pace.end('a 1', 'accepted', at(2));
    expect(pace.fullDomains).toEqual([]);
    expect(pace.causeIds).toEqual([]);
  });

  it('holds everything back while the mail server is away, and learns nothing from mails that were not tried', () => {
    const pace = new SendingPace();
    begin(pace, 2, 'a');
    pace.end('a 0', 'unreachable', at(0));
    expect(pace.mayBegin(at(0.5))).toBe(false);
    pace.end('a 1', undefined, at(0.5));
    expect(pace.mayBegin(at(0.5))).toBe(false);
    expect(pace.mayBegin(at(1))).toBe(true);
    begin(pace, 1, 'b', 1);
    pace.end('b 0', 'refused', at(1));
    expect(pace.mayBegin(at(1))).toBe(true);
  });
});
