const WIDTH = 72;

/** What a program that looks for codes takes for one when it stands alone. */
const LOOKS_LIKE_A_CODE = /^[A-Za-z0-9-]{6,}$/;

/** Breaks a paragraph into lines of at most 72 characters; `bullet` leads the first one. No line is left with a lone word that looks like a code. */
export function wrap(paragraph: string, bullet = ''): string {
  const indent = ' '.repeat(bullet.length);
  const lines: string[][] = [[]];
  for (const word of paragraph.split(' ')) {
    const line = lines.at(-1)!;
    const length = indent.length + [...line, word].join(' ').length;
    if (line.length > 0 && length > WIDTH) lines.push([word]);
    else line.push(word);
  }
  return withoutLoneCodes(lines).map((line, index) => `${index === 0 ? bullet : indent}${line.join(' ')}`).join('\n');
}

/** A lone word takes a companion from the line before, or goes there itself where that would leave one alone: too long is better than mistaken. */
function withoutLoneCodes(lines: string[][]): string[][] {
  return lines.reduce<string[][]>((done, line) => {
    const before = done.at(-1);
    const isLone = (words: string[]) => words.length === 1 && LOOKS_LIKE_A_CODE.test(words[0]!);
    if (!before || !(isLone(line) || isLone(before))) return [...done, line];
    if (before.length > 2) return [...done.slice(0, -1), before.slice(0, -1), [before.at(-1)!, ...line]];
    return [...done.slice(0, -1), [...before, ...line]];
  }, []);
}
