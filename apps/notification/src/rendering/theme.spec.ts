import { describe, expect, it } from '@jest/globals';
import { DARK, LIGHT } from './theme.js';

/** Contrast of two colours `#rrggbb` as WCAG 2.2 defines it. */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = colour.match(/[0-9a-f]{2}/gi)!.map((part) => parseInt(part, 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

describe.each([['light', LIGHT], ['dark', DARK]])('the %s scheme', (_name, { page, card, text, soft, accent, onAccent, codeGround, noteGround }) => {
  it.each([
    ['text on the card', text, card], ['text in the code box', text, codeGround], ['text in a note', text, noteGround],
    ['soft text on the page', soft, page], ['soft text on the card', soft, card], ['soft text in the code box', soft, codeGround],
    ['a link in a note', accent, noteGround], ['the button', onAccent, accent],
  ])('is easy to read: %s', (_where, colour, ground) => {
    expect(contrast(colour, ground)).toBeGreaterThanOrEqual(4.5);
  });
});
