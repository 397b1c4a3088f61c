import { describe, expect, it } from '@jest/globals';
import { areaUnderCurve } from './area-under-curve.js';

describe('areaUnderCurve', () => {
  it('is one half for the same times and one for times that are told apart always', () => {
    expect(areaUnderCurve([1, 2, 3], [1, 2, 3])).toBe(0.5);
    expect(areaUnderCurve([11, 12], [1, 2, 3])).toBe(1);
    expect(areaUnderCurve([1], [2])).toBe(0);
  });
});
