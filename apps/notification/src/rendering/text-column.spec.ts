import { describe, expect, it } from '@jest/globals';
import { type Paper, TextColumn, writeFitting } from './text-column.js';

/** Paper on which every character is half as wide as it is high, and that remembers what was drawn. */
class SquaredPaper implements Paper {
  readonly drawn: { text: string; y: number; size: number }[] = [];
  readonly frames: { y: number; height: number }[] = [];
  private size = 0;

  font = () => this;
  fillColor = () => this;
  lineWidth = () => this;
  strokeColor = () => this;
  stroke = () => this;
  fontSize(size: number) {
    this.size = size;
    return this;
  }
  heightOfString(text: string, { width }: { width: number }) {
    return Math.ceil((text.length * this.size) / 2 / width) * this.size;
  }
  text(text: string, _x: number, y: number) {
    this.drawn.push({ text, y, size: this.size });
    return this;
  }
  rect(_x: number, y: number, _width: number, height: number) {
    this.frames.push({ y, height });
    return this;
  }
}

const AREA = { x: 0, y: 100, width: 50 };
const write = (column: TextColumn) => column.write('ten letter', { after: 0 });

describe('text that must fit', () => {
  it.each([[10, 10], [9.9, 8], [8, 8], [5, 4]])('into a height of %d is written in the largest size that does', (height, size) => {
    const paper = new SquaredPaper();
    expect(writeFitting(paper, AREA, height, [10, 8, 4], write)).toBe(size);
    expect(paper.drawn).toEqual([{ text: 'ten letter', y: 100, size }]);
  });

  it('counts what wraps', () => {
    const paper = new SquaredPaper();
    expect(writeFitting(paper, AREA, 10, [10, 5], (column) => column.write('twenty letters, more', { after: 0 }))).toBe(5);
  });

  it('is written in the smallest size where none fits, once', () => {
    const paper = new SquaredPaper();
    expect(writeFitting(paper, AREA, 1, [10, 8], write)).toBe(8);
    expect(paper.drawn).toHaveLength(1);
  });
});

describe('a column', () => {
  it('goes down by what it wrote, and by the space after it', () => {
    const column = new TextColumn(new SquaredPaper(), AREA, 10, true);
    column.write('one');
    expect(column.y).toBe(116);
    column.write('two', { scale: 2, after: 1 });
    expect(column.y).toBe(146);
  });

  it('draws nothing while it only measures, and measures the same', () => {
    const [paper, blank] = [new SquaredPaper(), new SquaredPaper()];
    const [drawn, measured] = [new TextColumn(paper, AREA, 10, true), new TextColumn(blank, AREA, 10, false)];
    for (const column of [drawn, measured]) {
      column.write('1 and 2', { marker: '1.', indent: 2 });
      column.frame((inside) => inside.write('framed', { after: 0 }));
    }
    expect(measured.y).toBe(drawn.y);
    expect([blank.drawn, blank.frames]).toEqual([[], []]);
    expect(paper.drawn.map(({ text }) => text)).toEqual(['1.', '1 and 2', 'framed']);
  });

  it('frames what was written inside, with room on every side', () => {
    const paper = new SquaredPaper();
    new TextColumn(paper, AREA, 10, true).frame((inside) => inside.write('framed', { after: 0 }));
    expect(paper.frames).toEqual([{ y: 100, height: 30 }]);
    expect(paper.drawn).toEqual([{ text: 'framed', y: 110, size: 10 }]);
  });
});
