import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Letter, LetterSpool } from '../domain/letter-spool.js';
import type { SendResult } from '../domain/send-result.js';
import { LetterManifest } from './letter-manifest.js';

/**
 * A folder that the print service reads: `<letterId>.pdf`, then a line of `manifest.jsonl`. A letter is complete as soon as it is seen, and
 * listed only when it lies there. The folder is never made here: one that is missing is a volume that is not mounted.
 */
export class FolderLetterSpool extends LetterSpool {
  private readonly manifest: LetterManifest;

  constructor(private readonly folder: string) {
    super();
    this.manifest = new LetterManifest(join(folder, 'manifest.jsonl'));
  }

  async put({ letterId, customerNumber, pdf, pages, issuedAt, expiresAt }: Letter): Promise<SendResult> {
    const file = `${letterId}.pdf`;
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    try {
      // What is listed may have been printed and removed: it must not appear again.
      if (!(await this.manifest.lists(letterId))) {
        await this.lay(file, pdf);
        await this.manifest.list({ letterId, customerNumber, file, sha256, pages, issuedAt, expiresAt });
      }
      return { verdict: 'accepted', answer: 'spooled' };
    } catch (error) {
      return { verdict: 'unreachable', answer: (error as NodeJS.ErrnoException).code ?? 'error' };
    }
  }

  private async lay(file: string, bytes: Uint8Array): Promise<void> {
    const unfinished = join(this.folder, `.${file}.${randomUUID()}`);
    try {
      await write(unfinished, bytes);
      await rename(unfinished, join(this.folder, file));
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw error;
    }
    await syncFolder(this.folder);
  }
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name in a folder outlasts a power cut only when the folder itself is written. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
