/** The languages mails are written in; German first. */
export type Locale = 'de' | 'en';
