import type { Block } from '../texts/mail-text.js';
import { wrap } from './wrap.js';

/** The plain-text part: a code stands alone on its line, and no other line is one word that could be taken for a code. */
export function plainText(parts: { heading: string; greeting: string; blocks: Block[]; closing: string[] }): string {
  const paragraphs = [parts.heading, parts.greeting, ...parts.blocks.map(plainBlock), ...parts.closing];
  return `${paragraphs.join('\n\n')}\n`;
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return wrap(block.text);
    case 'code':
      return `${block.label}\n\n${block.code}\n\n${block.notes.join('\n')}`;
    case 'account': {
      const rows = [...(block.title ? [`${block.title}:`] : []), ...block.rows.map(({ label, value }) => `${label}: ${value}`)].join('\n');
      return block.token ? [rows, block.token.label, block.token.value, block.token.notes.join('\n')].join('\n\n') : rows;
    }
    case 'steps':
      return [`${block.title}:`, ...block.items.map((item, index) => wrap(item, `${index + 1}. `))].join('\n');
    case 'list':
      return [`${block.title}:`, ...block.items.map((item) => wrap(item, '– '))].join('\n');
    case 'button':
      return `${block.label}: ${block.url}`;
    case 'notice':
      return wrap([block.title, block.text, ...(block.hotline ? [`Tel. ${block.hotline}`] : [])].join(' '));
  }
}
