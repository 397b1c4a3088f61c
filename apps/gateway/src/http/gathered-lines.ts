/** Lines wait at most this long (ms), and until so many characters have come together. */
const MAX_WAIT = 100;
const MAX_LENGTH = 16_384;

/**
 * Writes lines to standard output in batches: one system call per request would cost more than the rest of its log line.
 * Only for lines of which the last tenth of a second may be lost when a process is killed.
 */
export class GatheredLines {
  private lines = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly out: { write(text: string): unknown } = process.stdout) {
    process.once('exit', () => this.flush());
  }

  write(line: string): void {
    this.lines += line;
    if (this.lines.length >= MAX_LENGTH) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), MAX_WAIT).unref();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const gathered = this.lines;
    this.lines = '';
    if (gathered) this.out.write(gathered);
  }
}
