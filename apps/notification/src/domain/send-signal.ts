/** Tells the sender of this process that a message was queued, so that nobody waits for its next look. */
export class SendSignal {
  private listener: () => void = () => undefined;

  listen(listener: () => void): void {
    this.listener = listener;
  }

  raise(): void {
    this.listener();
  }
}
