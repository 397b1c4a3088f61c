/** Letters, with apostrophes and hyphens between them and a dot after an abbreviation ("Dr."), in at most four words. */
const WORD = String.raw`\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*\.?`;
const SPEAKABLE = new RegExp(`^${WORD}(?: ${WORD}){0,3}$`, 'u');
const MAX_LENGTH = 40;

/**
 * A name as a mail may repeat it, or nothing. Anybody can register with a stranger's address: what mail programs would turn into a link
 * ("www.example", "a@b"), what carries digits or reads like a sentence is never sent on.
 */
export function spokenName(typed: string | undefined): string | undefined {
  const name = typed?.normalize('NFC').trim().replace(/ +/g, ' ') ?? '';
  return name.length <= MAX_LENGTH && SPEAKABLE.test(name) ? name : undefined;
}
