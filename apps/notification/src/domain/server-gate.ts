const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Keeps mails back while the mail server cannot be reached: that says nothing about any of them, so none is counted as tried.
 * After each pause one mail goes ahead to see; when it gets through, all others follow at once.
 */
export class ServerGate {
  private pause = 0;
  private closedUntil = 0;

  /** Whether another mail may be begun while so many are under way. */
  admits(now: Date, underWay: number): boolean {
    if (this.pause === 0) return true;
    return now.getTime() >= this.closedUntil && underWay === 0;
  }

  get closed(): boolean {
    return this.pause > 0;
  }

  /** The server took or answered something. */
  reached(): void {
    this.pause = 0;
  }

  /** It could not be reached; those that were under way together count as one. */
  missed(now: Date): void {
    if (now.getTime() < this.closedUntil) return;
    this.pause = this.pause === 0 ? FIRST_PAUSE_MS : Math.min(2 * this.pause, LONGEST_PAUSE_MS);
    this.closedUntil = now.getTime() + this.pause;
  }
}
