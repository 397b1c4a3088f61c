/** Runs tasks of the same key one after the other, others beside each other. Tasks must not reject. */
export class KeyedLanes {
  private readonly lanes = new Map<string, { tail: Promise<void>; length: number }>();

  run(key: string, task: () => Promise<void>): void {
    const lane = this.lanes.get(key) ?? { tail: Promise.resolve(), length: 0 };
    lane.length += 1;
    lane.tail = lane.tail.then(task).finally(() => {
      lane.length -= 1;
      if (lane.length === 0) this.lanes.delete(key);
    });
    this.lanes.set(key, lane);
  }

  /** How many tasks of this key run or wait. */
  length(key: string): number {
    return this.lanes.get(key)?.length ?? 0;
  }

  /** Resolves when nothing runs and nothing waits. */
  async idle(): Promise<void> {
    while (this.lanes.size > 0) await Promise.all([...this.lanes.values()].map((lane) => lane.tail));
  }
}

/** Lets at most `count` tasks run at a time. */
export class Slots {
  private readonly waiting: (() => void)[] = [];

  constructor(private free: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
