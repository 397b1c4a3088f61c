import type { Handover, Refusal } from './handover-verifier.js';
import type { Page } from './page.js';

const REFUSALS: Record<Refusal, string> = {
  missing: 'Es wurde keine Übergabe mitgeschickt.',
  unreadable: 'Die Übergabe ist nicht lesbar.',
  forged: 'Die Übergabe stammt nicht vom Business Service Portal.',
  'other-page': 'Die Übergabe gilt für eine andere Seite.',
  'too-old': 'Die Übergabe ist abgelaufen.',
  used: 'Die Übergabe wurde schon einmal verwendet.',
};

/** Who arrived, and for which contract. */
export function arrivedPage({ title }: Page, { sub, accessNumber, target }: Handover): string {
  const rows = [['Angemeldet als', sub], ['Zugangsnummer', accessNumber], ['Ziel', target]];
  const list = rows.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value!)}</dd>`).join('');
  return page(title, `<h1>${title}</h1><p>Sie sind angemeldet.</p><dl>${list}</dl>`);
}

/** Why not, in one sentence. */
export const refusedPage = ({ title }: Page, reason: Refusal): string => page(title, `<h1>Kein Zutritt</h1><p>${REFUSALS[reason]}</p>`);

export const uncheckedPage = ({ title }: Page): string => page(title, '<h1>Kein Zutritt</h1><p>Die Übergabe kann gerade nicht geprüft werden.</p>');

export const onlyByHandoverPage = ({ title }: Page): string => page(title, '<h1>Kein Zutritt</h1><p>Diese Seite öffnen Sie aus dem Business Service Portal.</p>');

function page(title: string, main: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} (Simulator)</title>`;
  return `<!doctype html>\n<html lang="de"><head>${head}</head><body><main>${main}</main></body></html>\n`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (symbol) => ENTITIES[symbol]!);
