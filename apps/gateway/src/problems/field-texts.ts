import type { Locale } from '#libs/contracts';
import type { FieldError } from '#libs/kernel';
import { fillIn, type Texts } from './language.js';

/** What is wrong with a field, by rule; `{expected}` is what would be right. */
const RULES: Record<string, Texts> = {
  required: { de: 'Bitte füllen Sie dieses Feld aus.[ Erwartet wird {expected}.]', en: 'Please fill in this field.[ Expected is {expected}.]' },
  length: {
    de: 'Die Länge stimmt nicht.[ Mindestens {min} Zeichen.][ Höchstens {max} Zeichen.]',
    en: 'The length is not right.[ At least {min} characters.][ At most {max} characters.]',
  },
  format: { de: 'Das hat nicht die richtige Form.[ Erwartet wird {expected}.]', en: 'This does not have the right form.[ Expected is {expected}.]' },
  alphabet: { de: 'Darin ist ein Zeichen, das nicht erlaubt ist.[ Erlaubt sind {allowed}]', en: 'It contains a character that is not allowed.[ Allowed are {allowed}]' },
  range: {
    de: 'Dieser Wert ist nicht zulässig.[ Erlaubt: {allowed}.][ Mindestens {min}.][ Höchstens {max}.]',
    en: 'This value is not allowed.[ Allowed: {allowed}.][ At least {min}.][ At most {max}.]',
  },
  unknown: { de: 'Dieses Feld gibt es hier nicht. Bitte lassen Sie es weg.', en: 'There is no such field here. Please leave it out.' },
  immutable: { de: 'Dieses Feld kann nicht geändert werden. Bitte lassen Sie es weg.', en: 'This field cannot be changed. Please leave it out.' },
  mismatch: { de: 'Die Wiederholung stimmt nicht überein. Bitte geben Sie beide Male dasselbe ein.', en: 'The repetition differs. Please enter the same twice.' },
  'not-held': { de: 'Darüber verfügen Sie nicht. Bitte wählen Sie nur, was Sie selbst haben.', en: 'You do not hold this. Please choose only what you have yourself.' },
  letter: { de: 'Es fehlt ein Buchstabe (a–z, A–Z).', en: 'A letter is missing (a–z, A–Z).' },
  digit: { de: 'Es fehlt eine Ziffer.', en: 'A digit is missing.' },
  special: { de: "Es fehlt ein Sonderzeichen: ! $ / ( ) = ? + * # ' ‘ - _ . · : , ;", en: "A special character is missing: ! $ / ( ) = ? + * # ' ‘ - _ . · : , ;" },
  username: { de: 'Das Passwort darf den Benutzernamen nicht enthalten und kein Teil von ihm sein.', en: 'The password may neither contain the username nor be a part of it.' },
  history: { de: 'Das war eines Ihrer letzten fünf Passwörter. Bitte wählen Sie ein anderes.', en: 'This was one of your last five passwords. Please choose another one.' },
  'digits-only': { de: 'Erlaubt sind nur Ziffern.', en: 'Only digits are allowed.' },
};

const PHONE: Texts = { de: 'eine Telefonnummer wie 0228 1234567 oder +49 228 1234567', en: 'a phone number such as 0228 1234567 or +49 228 1234567' };
const NUMBER: Texts = { de: '6 bis 14 Ziffern', en: '6 to 14 digits' };

const USERNAME: Texts = { de: '6 bis 32 Zeichen: Buchstaben, Ziffern und . _ - @ +', en: '6 to 32 characters: letters, digits and . _ - @ +' };
const REASON: Texts = { de: 'eine Begründung von 10 bis 500 Zeichen', en: 'a reason of 10 to 500 characters' };

/** What would be right, by field. */
const EXPECTED: Record<string, Texts> = {
  customerNumber: NUMBER,
  accessNumber: { de: '6 bis 20 Ziffern', en: '6 to 20 digits' },
  email: { de: 'eine E-Mail-Adresse wie name@firma.de', en: 'an e-mail address such as name@company.com' },
  phone: PHONE,
  mobile: PHONE,
  fax: PHONE,
  country: { de: 'ein Ländercode aus zwei Buchstaben wie DE', en: 'a country code of two letters such as DE' },
  postalCode: { de: 'eine Postleitzahl, wie sie das gewählte Land hat (in Deutschland fünf Ziffern)', en: 'a postal code as the chosen country has it (in Germany five digits)' },
  username: USERNAME,
  newUsername: USERNAME,
  activationCode: { de: 'der Freischaltcode aus der E-Mail', en: 'the activation code from the e-mail' },
  oneTimePassword: { de: 'das Einmal-Passwort aus dem Brief oder der E-Mail', en: 'the one-time password from the letter or e-mail' },
  confirm: { de: 'zur Bestätigung noch einmal die Kundennummer', en: 'the customer number once more, to confirm' },
  confirmationCode: { de: 'der Code aus acht Ziffern aus der E-Mail', en: 'the code of eight digits from the e-mail' },
  challengeId: { de: 'die challengeId aus der Antwort auf die Anmeldung', en: 'the challengeId from the answer to the sign-in' },
  acceptTerms: { de: 'true als Zustimmung zu den Nutzungsbedingungen', en: 'true as agreement to the terms of use' },
  reason: REASON,
  'X-Reason': REASON,
  'Idempotency-Key': { de: '16 bis 128 sichtbare ASCII-Zeichen', en: '16 to 128 visible ASCII characters' },
};

/** Where a field of the same name is another thing, by the path of the request: what the telco's login service knows keeps rules of its own. */
const EXPECTED_AT: Record<string, Record<string, Texts>> = {
  '/api/v1/customer-centre-links': { username: { de: 'der Benutzername Ihres Telekom Logins', en: 'the username of your Telekom login' } },
};

/** One sentence or more for whoever filled the field in; `path`: of the request. */
export function fieldMessage({ field, rule, params }: FieldError, language: Locale, path = ''): string {
  const name = field.split('.').at(-1)!;
  const expected = (EXPECTED_AT[path]?.[name] ?? EXPECTED[name])?.[language];
  const text = rule === 'alphabet' && expected ? RULES['format'] : (RULES[rule] ?? RULES['format']);
  const { expected: type, ...known } = params ?? {};
  return fillIn(text![language], { ...known, ...(expected ? { expected } : type !== undefined && { expected: type }) });
}

/** Rules that have a text of their own. */
export const FIELD_RULES = Object.keys(RULES);
