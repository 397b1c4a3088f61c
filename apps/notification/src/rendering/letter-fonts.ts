import type { Font, FontCollection } from 'fontkit';
import { createRequire } from 'node:module';

/** Source Sans 3 (SIL Open Font License): Latin, Greek and Cyrillic, embedded as far as a letter uses it. */
const FILES = { regular: '400Regular/SourceSans3_400Regular.ttf', bold: '700Bold/SourceSans3_700Bold.ttf' } as const;

export type Weight = keyof typeof FILES;

/** The fonts of all letters. */
export class LetterFonts {
  private constructor(private readonly fonts: Record<Weight, Font | FontCollection>) {}

  /** To be called once: taking a font apart costs more than a letter. */
  static async open(): Promise<LetterFonts> {
    const { openSync } = await import('fontkit');
    const { resolve } = createRequire(import.meta.url);
    const open = (weight: Weight) => openSync(resolve(`@expo-google-fonts/source-sans-3/${FILES[weight]}`));
    return new LetterFonts({ regular: open('regular'), bold: open('bold') });
  }

  /** Gives each font its name on this paper. */
  registerOn(paper: PDFKit.PDFDocument): void {
    // The types of pdfkit do not know yet that it takes fonts that were read already.
    for (const [weight, font] of Object.entries(this.fonts)) paper.registerFont(weight, font as never);
  }

  /** A text as it can be printed, on one line: a letter that the font lacks goes without its accents, or becomes a question mark. */
  printable(text: string): string {
    const line = text.normalize('NFC').replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
    return [...line].map((character) => [character, character.normalize('NFKD').replace(/\p{M}/gu, '')].find((form) => this.shows(form)) ?? '?').join('');
  }

  private shows(text: string): boolean {
    const font = this.fonts.regular;
    return text !== '' && [...text].every((character) => 'hasGlyphForCodePoint' in font && font.hasGlyphForCodePoint(character.codePointAt(0)!));
  }
}
