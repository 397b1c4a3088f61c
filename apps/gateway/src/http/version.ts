import { readFileSync } from 'node:fs';

/** Of the product, as package.json at the top says: four folders up from the sources, five from what is built. */
export const VERSION = readVersion(['../../../../package.json', '../../../../../package.json']);

function readVersion(places: string[]): string {
  for (const place of places) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { name?: string; version: string };
      if (name === 'bsp-access') return version;
    } catch {
      continue;
    }
  }
  return '0.0.0';
}
