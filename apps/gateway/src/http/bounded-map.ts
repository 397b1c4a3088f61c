/** A map that forgets its oldest entry when it is full. Setting a key anew makes it the youngest. */
export class BoundedMap<K, V> {
  private readonly entries = new Map<K, V>();

  constructor(private readonly limit: number) {}

  get size(): number {
    return this.entries.size;
  }

  get(key: K): V | undefined {
    return this.entries.get(key);
  }

  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.limit) this.entries.delete(this.entries.keys().next().value!);
  }

  delete(key: K): void {
    this.entries.delete(key);
  }

  /** Drops entries from the oldest on, as long as `isOver` says so of them. */
  dropWhile(isOver: (value: V) => boolean): void {
    for (const [key, value] of this.entries) {
      if (!isOver(value)) return;
      this.entries.delete(key);
    }
  }
}
