import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderLetterSpool } from '../src/outbound/folder-letter-spool.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bsp-letters-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const SPOOLED = { verdict: 'accepted', answer: 'spooled' };
const letter = () => {
  const letterId = randomUUID();
  return { letterId, customerNumber: '0123456789', pdf: Buffer.from(`%PDF of ${letterId}`), pages: 1, issuedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2026-12-02T10:00:00.000Z' };
};
const manifest = () => join(folder, 'manifest.jsonl');
const lines = async () => (await readFile(manifest(), 'utf8')).split('\n').filter(Boolean);
const listed = async () => (await lines()).map((line) => (JSON.parse(line) as { letterId: string }).letterId);
const modeOf = async (name: string) => ((await stat(join(folder, name))).mode & 0o777).toString(8);

describe('the print spool', () => {
  it('takes a letter as a file and a line, for nobody else to read', async () => {
    const { pdf, ...its } = letter();
    expect(await new FolderLetterSpool(folder).put({ pdf, ...its })).toEqual(SPOOLED);
    const file = `${its.letterId}.pdf`;
    expect(await readFile(join(folder, file))).toEqual(pdf);
    const { letterId, customerNumber, pages, issuedAt, expiresAt } = its;
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    expect(await lines()).toEqual([JSON.stringify({ letterId, customerNumber, file, sha256, pages, issuedAt, expiresAt })]);
    expect([await modeOf(file), await modeOf('manifest.jsonl')]).toEqual(['600', '600']);
    expect((await readdir(folder)).sort()).toEqual([file, 'manifest.jsonl'].sort());
  });

  it('lists a letter once, however often and by however many it is put', async () => {
    const spools = [new FolderLetterSpool(folder), new FolderLetterSpool(folder), new FolderLetterSpool(folder)];
    const letters = Array.from({ length: 20 }, letter);
    const results = await Promise.all([...letters, ...letters].flatMap((one) => spools.map((spool) => spool.put(one))));
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['accepted']));
    expect((await listed()).sort()).toEqual(letters.map(({ letterId }) => letterId).sort());
    expect((await readdir(folder)).length).toBe(letters.length + 1);
    for (const { letterId, pdf } of letters) expect(await readFile(join(folder, `${letterId}.pdf`))).toEqual(pdf);
  });

  it('lists it once when a crash came between the file and its line, or between the line and its note elsewhere', async () => {
    const one = letter();
    // The disk is full just when the line is to be written.
    await symlink('/dev/full', manifest());
    expect(await new FolderLetterSpool(folder).put(one)).toEqual({ verdict: 'unreachable', answer: 'ENOSPC' });
    expect(await readFile(join(folder, `${one.letterId}.pdf`))).toEqual(one.pdf);
    await rm(manifest());
    expect(await new FolderLetterSpool(folder).put(one)).toEqual(SPOOLED);
    expect(await new FolderLetterSpool(folder).put(one)).toEqual(SPOOLED);
    expect(await listed()).toEqual([one.letterId]);
  });

  it('does not lay down again what is listed and was printed and removed', async () => {
    const one = letter();
    await new FolderLetterSpool(folder).put(one);
    await rm(join(folder, `${one.letterId}.pdf`));
    expect(await new FolderLetterSpool(folder).put(one)).toEqual(SPOOLED);
    expect(await readdir(folder)).toEqual(['manifest.jsonl']);
  });

  it('sees what others list, and begins a new list when theirs was taken away or emptied', async () => {
    const spool = new FolderLetterSpool(folder);
    const [own, others, next, last] = [letter(), letter(), letter(), letter()];
    await spool.put(own);
    await new FolderLetterSpool(folder).put(others);
    await spool.put(others);
    expect(await listed()).toEqual([own.letterId, others.letterId]);
    await rename(manifest(), join(folder, 'taken.jsonl'));
    await spool.put(next);
    expect(await listed()).toEqual([next.letterId]);
    await truncate(manifest());
    await spool.put(last);
    expect(await listed()).toEqual([last.letterId]);
    expect(await modeOf('manifest.jsonl')).toBe('600');
  });

  it('keeps a line that a power cut tore apart from the next', async () => {
    const spool = new FolderLetterSpool(folder);
    const [first, second, third] = [letter(), letter(), letter()];
    await spool.put(first);
    await appendFile(manifest(), '{"letterId":"0199');
    await spool.put(second);
    await spool.put(third);
    const [one, torn, ...more] = await lines();
    expect(one).toContain(first.letterId);
    expect(torn).toBe('{"letterId":"0199');
    expect(more.map((line) => (JSON.parse(line) as { letterId: string }).letterId)).toEqual([second.letterId, third.letterId]);
  });

  it('that is missing or cannot be written takes nothing, says why, and is never made by itself', async () => {
    const missing = join(folder, 'not-mounted');
    const spool = new FolderLetterSpool(missing);
    expect(await spool.put(letter())).toEqual({ verdict: 'unreachable', answer: 'ENOENT' });
    await expect(stat(missing)).rejects.toThrow();
    await mkdir(missing);
    const one = letter();
    // A folder in the place of the file: the letter cannot get its name, and nothing of it is left.
    await mkdir(join(missing, `${one.letterId}.pdf`));
    await writeFile(join(missing, `${one.letterId}.pdf`, 'x'), '');
    expect((await spool.put(one)).verdict).toBe('unreachable');
    expect((await readdir(missing)).sort()).toEqual([`${one.letterId}.pdf`, 'manifest.jsonl'].sort());
  });
});
