import { fstatSync, ftruncateSync, readSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

export interface ManifestLine {
  letterId: string;
  customerNumber: string;
  file: string;
  sha256: string;
  pages: number;
  issuedAt: string;
  expiresAt: string;
}

/**
 * The list of letters, one line of JSON each. Several instances append to it, and the print service may take it away: what others wrote is
 * read up to its end before anything is written.
 */
export class LetterManifest {
  private readonly listed = new Set<string>();
  private inode = 0;
  /** End of the last whole line that was read. */
  private end = 0;

  constructor(private readonly path: string) {}

  lists(letterId: string): Promise<boolean> {
    return this.opened((handle) => {
      this.readOn(handle.fd);
      return this.listed.has(letterId);
    });
  }

  /** Appends a line for a letter that has none. Looking and writing are one synchronous step, and one write, so that nobody comes between. */
  list(line: ManifestLine): Promise<void> {
    return this.opened(async (handle) => {
      const isTorn = this.readOn(handle.fd);
      if (!this.listed.has(line.letterId)) append(handle.fd, `${isTorn ? '\n' : ''}${JSON.stringify(line)}\n`);
      await handle.sync();
    });
  }

  private async opened<T>(work: (handle: FileHandle) => T | Promise<T>): Promise<T> {
    const handle = await open(this.path, 'a+', 0o600);
    try {
      return await work(handle);
    } finally {
      await handle.close();
    }
  }

  /** Whether the last line is not whole: cut off by a crash, it must not run into the next. */
  private readOn(fd: number): boolean {
    const { ino, size } = fstatSync(fd);
    if (ino !== this.inode || size < this.end) [this.inode, this.end] = [ino, 0];
    if (this.end === 0) this.listed.clear();
    const added = Buffer.alloc(size - this.end);
    readSync(fd, added, 0, added.length, this.end);
    const whole = added.lastIndexOf('\n') + 1;
    for (const line of added.toString('utf8', 0, whole).split('\n')) {
      const id = letterIn(line);
      if (id) this.listed.add(id);
    }
    this.end += whole;
    return whole < added.length;
  }
}

function letterIn(line: string): string | undefined {
  try {
    return (JSON.parse(line) as ManifestLine).letterId;
  } catch {
    return undefined;
  }
}

/** All of the line or, on a full disk, nothing. @throws Error with code ENOSPC */
function append(fd: number, line: string): void {
  const before = fstatSync(fd).size;
  const bytes = Buffer.from(line);
  if (writeSync(fd, bytes) === bytes.length) return;
  ftruncateSync(fd, before);
  throw Object.assign(new Error('the manifest could not be written as a whole'), { code: 'ENOSPC' });
}
