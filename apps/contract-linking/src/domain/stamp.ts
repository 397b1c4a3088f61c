/** When a fact happened at its source, and its id, which decides between two facts of the same moment. */
export interface Stamp {
  time: Date;
  id: string;
}

/** Negative when `a` is the earlier one: the order in which facts count, whatever the order in which they arrive. */
export function compareStamps(a: Stamp, b: Stamp): number {
  const apart = a.time.getTime() - b.time.getTime();
  if (apart !== 0) return apart;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
