/** Which tokens were used, for as long as they could be used again. */
export class UsedTokens {
  private readonly ends = new Map<string, number>();

  /** False when it was used before. Times are epoch milliseconds. */
  use(id: string, expiresAt: number, now: number): boolean {
    for (const [known, end] of this.ends) if (end <= now) this.ends.delete(known);
    if (this.ends.has(id)) return false;
    this.ends.set(id, expiresAt);
    return true;
  }
}
