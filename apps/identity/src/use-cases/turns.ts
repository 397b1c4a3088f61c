import { Injectable } from '@nestjs/common';

/** Lets what would only conflict in the database take turns here, one after the other per key. Between processes, transactions that conflict start again. */
@Injectable()
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.last.get(key) ?? Promise.resolve()).then(work);
    const over = turn.catch(() => undefined);
    this.last.set(key, over);
    try {
      return await turn;
    } finally {
      if (this.last.get(key) === over) this.last.delete(key);
    }
  }
}
