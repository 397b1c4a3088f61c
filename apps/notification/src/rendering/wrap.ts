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
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    if (line.length === 1 && LOOKS_LIKE_A_CODE.test(line[0]!) && before && before.length > 2) line.unshift(before.pop()!);
  });
  return lines.map((line, index) => `${index === 0 ? bullet : indent}${line.join(' ')}`).join('\n');
}
