/** More keys than a fact that moves something from one place to another touches. */
const MANY = 3;

/** Lets work on one key wait for the work before it, so that transactions of one process do not collide; those of two start again. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(key);
    const mine = before ? before.then(work, work) : work();
    this.last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(key) === mine) this.last.delete(key);
    }
  }

  /**
   * The same for work on several keys: sorted, so that no two of them ever wait for each other crosswise. Work on many waits for nobody and starts again
   * when it collides: while it waited for the slowest, it would hold up all others.
   */
  takeAll<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    const distinct = [...new Set(keys)].sort();
    return distinct.length < MANY ? distinct.reduceRight((rest, key) => () => this.take(key, rest), work)() : work();
  }
}
