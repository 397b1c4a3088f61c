import { LIGHT } from './theme.js';
import type { Weight } from './letter-fonts.js';

/** What a column needs of a PDF document. */
export interface Paper {
  font(name: string): this;
  fontSize(size: number): this;
  fillColor(colour: string): this;
  heightOfString(text: string, options: object): number;
  text(text: string, x: number, y: number, options: object): this;
  rect(x: number, y: number, width: number, height: number): this;
  lineWidth(width: number): this;
  strokeColor(colour: string): this;
  stroke(): this;
}

export interface Area {
  x: number;
  y: number;
  width: number;
}

export interface Manner {
  weight?: Weight;
  /** Of the column's size. */
  scale?: number;
  align?: 'left' | 'center';
  soft?: boolean;
  /** From the left, in sizes. */
  indent?: number;
  /** Hangs in the indentation. */
  marker?: string;
  /** Space below, in sizes. */
  after?: number;
}

/** Text from top to bottom in one size, on paper or, without ink, only measured. Lengths are points. */
export class TextColumn {
  y: number;

  constructor(
    private readonly paper: Paper,
    private readonly area: Area,
    private readonly size: number,
    private readonly ink: boolean,
  ) {
    this.y = area.y;
  }

  write(text: string, { weight = 'regular', scale = 1, align = 'left', soft = false, indent = 0, marker, after = 0.6 }: Manner = {}): void {
    const size = this.size * scale;
    const left = indent * this.size;
    const options = { width: this.area.width - left, align, lineGap: size * 0.08 };
    this.paper.font(weight).fontSize(size).fillColor(soft ? LIGHT.soft : '#000000');
    if (this.ink && marker) this.paper.text(marker, this.area.x, this.y, { width: left, lineBreak: false });
    const height = this.paper.heightOfString(text, options);
    if (this.ink) this.paper.text(text, this.area.x + left, this.y, options);
    this.y += height + after * this.size;
  }

  /** A frame around what `fill` writes. */
  frame(fill: (inside: TextColumn) => void): void {
    const padding = this.size;
    const area = { x: this.area.x + padding, y: this.y + padding, width: this.area.width - 2 * padding };
    const measured = new TextColumn(this.paper, area, this.size, false);
    fill(measured);
    const height = measured.y - this.y + padding;
    if (this.ink) {
      this.paper.rect(this.area.x, this.y, this.area.width, height).lineWidth(0.75).strokeColor(LIGHT.soft).stroke();
      fill(new TextColumn(this.paper, area, this.size, true));
    }
    this.y += height + this.size;
  }
}

/** Writes in the largest of these sizes (points, falling) in which it is not higher than `height`; in the smallest where none is. */
export function writeFitting(paper: Paper, area: Area, height: number, sizes: readonly number[], write: (column: TextColumn) => void): number {
  const fits = (size: number) => {
    const column = new TextColumn(paper, area, size, false);
    write(column);
    return column.y - area.y <= height;
  };
  const size = sizes.find(fits) ?? sizes.at(-1)!;
  write(new TextColumn(paper, area, size, true));
  return size;
}
