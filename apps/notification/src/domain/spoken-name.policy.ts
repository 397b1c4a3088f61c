/** Letters, with apostrophes and hyphens between them and a dot after an abbreviation ("Dr."), in at most four words. */
const WORD = String.raw`\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*\.?`;
const SPEAKABLE = new RegExp(`^${WORD}(?: ${WORD}){0,3}$`, 'u');
const MAX_LENGTH = 40;

/** A company also joins words ("Müller & Söhne") and ends in its legal form, which does not count as words. */
const LEGAL_FORM = String.raw`(?:& Co\. (?:KG|KGaA|OHG)|e\.[KV]\.)`;
const SPEAKABLE_COMPANY = new RegExp(`^${WORD}(?: (?:[&+] )?${WORD}){0,3}(?: ${LEGAL_FORM})?$`, 'u');
const MAX_COMPANY_LENGTH = 60;

/**
 * A name as a mail may repeat it, or nothing. Anybody can register with a stranger's address: what mail programs would turn into a link
 * ("www.example", "a@b"), what carries digits or reads like a sentence is never sent on.
 */
export function spokenName(typed: string | undefined): string | undefined {
  return speakable(typed, SPEAKABLE, MAX_LENGTH);
}

/** The same for the name of a company. */
export function spokenCompany(typed: string | undefined): string | undefined {
  return speakable(typed, SPEAKABLE_COMPANY, MAX_COMPANY_LENGTH);
}

function speakable(typed: string | undefined, pattern: RegExp, maxLength: number): string | undefined {
  const name = typed?.normalize('NFC').trim().replace(/ +/g, ' ') ?? '';
  return name.length <= maxLength && pattern.test(name) ? name : undefined;
}
