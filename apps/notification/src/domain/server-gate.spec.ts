import { describe, expect, it } from '@jest/globals';
import { ServerGate } from './server-gate.js';

const at = (seconds: number) => new Date(seconds * 1_000);

describe('the gate in front of the mail server', () => {
  it('lets one mail at a time try after each pause, which grow to 15 seconds', () => {
    const gate = new ServerGate();
    let now = 0;
    for (const pause of [1, 2, 4, 8, 15, 15]) {
      expect(gate.admits(at(now), 0)).toBe(true);
      gate.missed(at(now));
      gate.missed(at(now));
      expect(gate.admits(at(now + pause - 0.1), 0)).toBe(false);
      now += pause;
      expect(gate.admits(at(now), 1)).toBe(false);
    }
  });

  it('opens for all once the server answers', () => {
    const gate = new ServerGate();
    gate.missed(at(0));
    expect(gate.closed).toBe(true);
    gate.reached();
    expect(gate.admits(at(0), 12)).toBe(true);
  });
});
