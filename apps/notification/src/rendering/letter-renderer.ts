import { buffer } from 'node:stream/consumers';
import type { Locale } from '../domain/locale.js';
import type { WelcomeLetter } from '../domain/welcome-letter.js';
import { FRAME } from '../texts/frame.text.js';
import { addressLines, LETTER_FRAME } from '../texts/letter-frame.text.js';
import { LETTER_HOTLINE, WELCOME_LETTER_SUBJECT } from '../texts/mail-text.js';
import { dateOf } from '../texts/phrases.js';
import { type LetterBlock, letterBlocks, welcomeLetterText } from '../texts/welcome-letter.text.js';
import { LetterFonts } from './letter-fonts.js';
import type { Branding } from './mail-renderer.js';
import { type TextColumn, writeFitting } from './text-column.js';
import { LIGHT } from './theme.js';

const MM = 72 / 25.4;
/** A4 as DIN 5008 divides it in form B; millimetres. */
const FORM_B = {
  head: { x: 25, y: 16, width: 165 },
  /** In the window of the envelope (20 to 105 and 45 to 90), 5 from its edge. */
  sender: { x: 25, y: 46, width: 75, height: 4 },
  address: { x: 25, y: 62.7, width: 75, height: 27.3 },
  date: { x: 125, y: 50, width: 65 },
  body: { x: 25, y: 98.5, width: 165, height: 168 },
  foot: { x: 25, y: 280, width: 165, height: 8 },
  folds: [105, 210],
  punch: 148.5,
};

/** Falling, points: from comfortable to what the longest words of all fields still need. */
const BODY_SIZES = [11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7];
const ADDRESS_SIZES = [11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5];
const SENDER_SIZES = [8, 7.5, 7, 6.5, 6, 5.5, 5, 4.5, 4, 3.5];

export interface LetterBranding extends Branding {
  /** One line: where a letter that cannot be delivered goes back to. */
  sender: string;
}

/** A welcome letter on one page; the same in, the same out, byte for byte. */
export class LetterRenderer {
  private fonts!: LetterFonts;

  constructor(private readonly branding: LetterBranding) {}

  async render(letter: WelcomeLetter, locale: Locale): Promise<{ pdf: Uint8Array; pages: number }> {
    // Loaded with the first letter: what makes a PDF would take half a second of every start.
    const { default: PDFDocument } = await import('pdfkit');
    this.fonts ??= await LetterFonts.open();
    // Everybody who finds the file can read these: no code, no name.
    const info = { Title: WELCOME_LETTER_SUBJECT, Author: this.branding.brand, CreationDate: new Date(letter.issuedAt) };
    const paper = new PDFDocument({ size: 'A4', margin: 0, info, lang: locale, displayTitle: true, bufferPages: true });
    const pdf = buffer(paper);
    this.fonts.registerOn(paper);
    this.drawForm(paper, locale);
    this.writeAround(paper, letter, locale);
    this.writeBody(paper, letter, locale);
    const pages = paper.bufferedPageRange().count;
    paper.end();
    return { pdf: await pdf, pages };
  }

  private drawForm(paper: PDFKit.PDFDocument, locale: Locale): void {
    const { head, folds, punch, foot } = FORM_B;
    paper.lineWidth(0.5).strokeColor(LIGHT.soft);
    for (const y of folds) paper.moveTo(4 * MM, y * MM).lineTo(8 * MM, y * MM).stroke();
    paper.moveTo(4 * MM, punch * MM).lineTo(10 * MM, punch * MM).stroke();
    paper.lineWidth(1.5).strokeColor(LIGHT.accent).moveTo(head.x * MM, 27 * MM).lineTo((head.x + head.width) * MM, 27 * MM).stroke();
    paper.lineWidth(0.5).strokeColor(LIGHT.soft).moveTo(foot.x * MM, 277 * MM).lineTo((foot.x + foot.width) * MM, 277 * MM).stroke();
    writeFitting(paper, inPoints(head), 9 * MM, [18, 16, 14, 12, 10, 8], (column) => column.write(this.fonts.printable(this.branding.brand), { weight: 'bold', after: 0 }));
    const service = `${this.branding.brand} · ${LETTER_FRAME[locale].service} · Tel. ${LETTER_HOTLINE}`;
    writeFitting(paper, inPoints(foot), foot.height * MM, [8.5, 8, 7, 6], (column) => column.write(this.fonts.printable(service), { align: 'center', soft: true, after: 0 }));
  }

  private writeAround(paper: PDFKit.PDFDocument, { recipient, issuedAt }: WelcomeLetter, locale: Locale): void {
    const { sender, address, date } = FORM_B;
    writeFitting(paper, inPoints(sender), sender.height * MM, SENDER_SIZES, (column) => column.write(this.fonts.printable(this.branding.sender), { soft: true, after: 0 }));
    const ruled = (sender.y + sender.height) * MM;
    paper.lineWidth(0.4).strokeColor(LIGHT.soft).moveTo(sender.x * MM, ruled).lineTo((sender.x + sender.width) * MM, ruled).stroke();
    const lines = addressLines(locale, recipient).map((line) => this.fonts.printable(line));
    writeFitting(paper, inPoints(address), address.height * MM, ADDRESS_SIZES, (column) => lines.forEach((line) => column.write(line, { after: 0 })));
    writeFitting(paper, inPoints(date), 10 * MM, [10], (column) => column.write(`${LETTER_FRAME[locale].date}: ${dateOf(locale, issuedAt)}`, { after: 0 }));
  }

  private writeBody(paper: PDFKit.PDFDocument, letter: WelcomeLetter, locale: Locale): void {
    const { body } = FORM_B;
    const { subject, greeting } = welcomeLetterText[locale](letter, this.branding);
    const { regards, sender } = FRAME[locale];
    writeFitting(paper, inPoints(body), body.height * MM, BODY_SIZES, (column) => {
      column.write(subject, { weight: 'bold', scale: 1.15, after: 1.8 });
      column.write(this.fonts.printable(greeting), { after: 0.9 });
      for (const block of letterBlocks(locale, letter, this.branding)) writeBlock(column, block);
      column.write(regards, { after: 0 });
      column.write(sender, { after: 0 });
    });
  }
}

function writeBlock(column: TextColumn, block: LetterBlock): void {
  switch (block.kind) {
    case 'paragraph':
      return column.write(block.text, { after: 0.9 });
    case 'code':
      return column.frame((inside) => {
        inside.write(block.label, { align: 'center', after: 0.3 });
        inside.write(block.code, { align: 'center', weight: 'bold', scale: 2.2, after: 0.3 });
        inside.write(block.notes.join(', '), { align: 'center', after: 0 });
      });
    case 'steps':
      column.write(block.title, { weight: 'bold', after: 0.3 });
      block.items.forEach((item, index) => column.write(item, { indent: 1.6, marker: `${index + 1}.`, after: index === block.items.length - 1 ? 0.9 : 0.25 }));
      return;
    case 'button':
      return column.write(`${block.label}: ${block.url}`, { after: 0.9 });
    case 'notice':
      column.write(block.title, { weight: 'bold', after: 0.1 });
      return column.write(`${block.text}${block.hotline ? ` Tel. ${block.hotline}` : ''}`, { after: 0.9 });
  }
}

const inPoints = ({ x, y, width }: { x: number; y: number; width: number }) => ({ x: x * MM, y: y * MM, width: width * MM });
