/**
 * How well one can tell from a time which of two groups it came from: 0.5 means not at all, 1 or 0 always.
 * The probability that a member of `a` took longer than one of `b` (Mann–Whitney U, ties count half).
 */
export function areaUnderCurve(a: readonly number[], b: readonly number[]): number {
  let longer = 0;
  for (const x of a) for (const y of b) longer += x > y ? 1 : x === y ? 0.5 : 0;
  return longer / (a.length * b.length);
}
