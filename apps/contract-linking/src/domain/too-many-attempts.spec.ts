import { expect, it } from '@jest/globals';
import { tooManyAttempts } from './too-many-attempts.js';

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);

it('too many attempts are refused with the seconds that are left, rounded up, one at least', () => {
  expect(tooManyAttempts(at(1_500), at(0))).toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 2 } });
  expect(tooManyAttempts(at(0), at(5_000)).params).toEqual({ retryAfter: 1 });
});
