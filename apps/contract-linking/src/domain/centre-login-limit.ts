/** Credentials that an account may show in vain in an hour: nobody tries out other people's passwords here. */
export const MOST_IN_VAIN = 10;
export const IN_VAIN_MEMORY_MS = 3_600_000;

/** Credentials that were rejected, in whatever words, or are being looked at. */
export interface CentreTry {
  id: string;
  at: Date;
}

/** The tries that still count, with one more; undefined when there are enough. */
export function admitTry(tries: readonly CentreTry[], next: CentreTry): CentreTry[] | undefined {
  const counted = tries.filter(({ at }) => at > forgottenBefore(next.at));
  return counted.length < MOST_IN_VAIN ? [...counted, next] : undefined;
}

export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - IN_VAIN_MEMORY_MS);

/** When the oldest of those that count is forgotten. */
export function nextTryAt(counted: readonly CentreTry[]): Date {
  return new Date(Math.min(...counted.map(({ at }) => at.getTime())) + IN_VAIN_MEMORY_MS);
}
