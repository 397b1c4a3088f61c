import { readFileSync } from 'node:fs';

/** Of the product, as the package.json at the top says. */
export const VERSION = versionAbove(new URL('.', import.meta.url));

/** Sources, what is compiled and what is bundled lie at different depths. */
function versionAbove(folder: URL): string {
  try {
    const { name, version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { name?: string; version: string };
    if (name === 'bsp-access') return version;
  } catch {
    // No package.json here.
  }
  const above = new URL('..', folder);
  return above.href === folder.href ? '0.0.0' : versionAbove(above);
}
