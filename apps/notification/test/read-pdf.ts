import { getDocumentProxy } from 'unpdf';

const MM = 72 / 25.4;

export interface PdfContent {
  /** Of each page, in whole points: width and height. */
  sizes: [number, number][];
  /** The text as it is copied out of a reader. */
  lines: string[];
  /** Each run of text, millimetres from the left and, of its baseline, from the top. */
  texts: { text: string; x: number; y: number; width: number }[];
  info: object;
}

/** What Mozilla's PDF.js finds in a document. */
export async function readPdf(pdf: Uint8Array): Promise<PdfContent> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const content: PdfContent = { sizes: [], lines: [], texts: [], info: (await document.getMetadata()).info };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const [left, bottom, right, top] = page.view as [number, number, number, number];
    content.sizes.push([Math.round(right - left), Math.round(top - bottom)]);
    let line = '';
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item)) continue;
      const [, , , , x, y] = item.transform as [number, number, number, number, number, number];
      if (item.str.trim()) content.texts.push({ text: item.str, x: x / MM, y: (top - y) / MM, width: item.width / MM });
      line += item.str;
      if (!item.hasEOL) continue;
      content.lines.push(line.trim());
      line = '';
    }
    content.lines.push(line.trim());
  }
  await document.cleanup();
  return content;
}
