import type { Locale } from '#libs/contracts';

/** The same text in both languages. */
export type Texts<T = string> = Record<Locale, T>;

/** What an `Accept-Language` asks for among German and English; German when it asks for neither. */
export function languageOf(header: string | undefined): Locale {
  if (!header) return 'de';
  const wanted = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';');
      const quality = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((value) => value !== undefined);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((entry): entry is { language: Locale | '*'; quality: number } => ['de', 'en', '*'].includes(entry.language!) && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)[0]?.language;
  return wanted === 'en' ? 'en' : 'de';
}

/** Fills `{name}` from `params`; a part in `[…]` is left out unless all its parameters are known. */
export function fillIn(text: string, params: Readonly<Record<string, string | number>> = {}): string {
  const fill = (part: string) => part.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
  const isKnown = (part: string) => [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => params[name!] !== undefined);
  return fill(text.replace(/\[([^\]]*)\]/g, (_, part: string) => (isKnown(part) ? part : '')));
}
