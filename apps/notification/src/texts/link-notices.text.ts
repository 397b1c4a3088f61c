import type { Locale } from '../domain/locale.js';
import type { LinkEvent } from '../domain/mail-content.js';
import type { Alarm, NoticeWords } from './notice-language.js';

const GERMAN_CALL: Alarm = { title: 'Damit haben Sie nicht gerechnet?', text: 'Dann wenden Sie sich bitte sofort an den Geschäftskundenservice.' };
const ENGLISH_CALL: Alarm = { title: 'Did you not expect this?', text: 'Then please call our business customer service at once.' };

/** What an account's links with customer numbers and the customer centre are told with (capabilities 9 and 10). */
export const LINK_NOTICES: Record<Locale, (reset: Alarm) => Record<LinkEvent, NoticeWords>> = {
  de: (reset) => ({
    'customer-linked': {
      subject: 'Sicherheitshinweis: Ihr BSP-Account wurde mit einer Festnetz-Kundennummer verbunden',
      preview: 'Sie verwalten jetzt die Verträge dieser Kundennummer.',
      heading: 'Ihr BSP-Account wurde mit einer Festnetz-Kundennummer verbunden',
      happened: (at, customerNumber) => `am ${at} wurde Ihr BSP-Account mit der Festnetz-Kundennummer ${customerNumber} verbunden.`,
      meaning: 'Sie haben damit das Administrationsrecht für alle Verträge dieser Kundennummer und sind deren Kaufm. Ansprechpartner, auch für Verträge, die noch hinzukommen.',
      alarm: reset,
    },
    'customer-linked-by-other': {
      subject: 'Sicherheitshinweis: Ein weiterer BSP-Account wurde mit Ihrer Festnetz-Kundennummer verbunden',
      preview: 'Noch jemand verwaltet jetzt die Verträge dieser Kundennummer.',
      heading: 'Ein weiterer BSP-Account wurde mit Ihrer Festnetz-Kundennummer verbunden',
      happened: (at, customerNumber) => `am ${at} wurde ein weiterer BSP-Account mit der Festnetz-Kundennummer ${customerNumber} verbunden. Mit ihr ist auch Ihr Account verbunden.`,
      meaning: 'Wer das getan hat, kannte ein gültiges Einmal-Passwort zu dieser Kundennummer und kann jetzt deren Verträge verwalten. An Ihren Rechten ändert sich nichts.',
      alarm: GERMAN_CALL,
    },
    'customer-unlinked': {
      subject: 'Sicherheitshinweis: Ihr BSP-Account wurde von einer Festnetz-Kundennummer getrennt',
      preview: 'Rechte, die Sie nur über diese Verbindung hatten, sind beendet.',
      heading: 'Ihr BSP-Account wurde von einer Festnetz-Kundennummer getrennt',
      happened: (at, customerNumber) => `am ${at} wurde Ihr BSP-Account von der Festnetz-Kundennummer ${customerNumber} getrennt.`,
      meaning: 'Rechte, die Sie nur über diese Verbindung hatten, sind beendet, und mit ihnen, was Sie davon weitergegeben hatten.',
      alarm: reset,
    },
    'customer-centre-linked': {
      subject: 'Sicherheitshinweis: Ihr BSP-Account wurde mit dem Festnetz-Kundencenter verknüpft',
      preview: 'RechnungOnline und das Telefoniecenter stehen Ihnen damit offen.',
      heading: 'Ihr BSP-Account wurde mit dem Festnetz-Kundencenter verknüpft',
      happened: (at) => `am ${at} wurde Ihr BSP-Account mit dem Festnetz-Kundencenter verknüpft.`,
      meaning: 'Damit steht Ihnen RechnungOnline offen, bei SIP-Trunk und IP Voice / Data auch das Telefoniecenter. Für welche Verträge das gilt, sehen Sie im Business Service Portal unter „Verwaltung & Archiv“, „BSP-Zugang verwalten“.',
      alarm: reset,
    },
    'customer-centre-unlinked': {
      subject: 'Sicherheitshinweis: Eine Verknüpfung mit dem Festnetz-Kundencenter wurde beendet',
      preview: 'RechnungOnline und das Telefoniecenter stehen Ihnen dort nicht mehr offen.',
      heading: 'Eine Verknüpfung mit dem Festnetz-Kundencenter wurde beendet',
      happened: (at) => `am ${at} wurde eine Verknüpfung Ihres BSP-Accounts mit dem Festnetz-Kundencenter beendet. Das geschieht auch, wenn Ihr Administrationsrecht für den Vertrag endet.`,
      meaning: 'RechnungOnline und das Telefoniecenter können Sie für die betroffenen Verträge nicht mehr öffnen. Welche noch verknüpft sind, sehen Sie im Business Service Portal unter „Verwaltung & Archiv“, „BSP-Zugang verwalten“.',
      alarm: GERMAN_CALL,
    },
  }),
  en: (reset) => ({
    'customer-linked': {
      subject: 'Security notice: your BSP account has been connected with a fixed-line customer number',
      preview: 'You now manage the contracts of this customer number.',
      heading: 'Your BSP account has been connected with a fixed-line customer number',
      happened: (at, customerNumber) => `On ${at} your BSP account was connected with the fixed-line customer number ${customerNumber}.`,
      meaning: 'With that you have the right of administration for all contracts of this customer number and are their commercial contact, also for contracts that are still to come.',
      alarm: reset,
    },
    'customer-linked-by-other': {
      subject: 'Security notice: another BSP account has been connected with your fixed-line customer number',
      preview: 'Somebody else now manages the contracts of this customer number, too.',
      heading: 'Another BSP account has been connected with your fixed-line customer number',
      happened: (at, customerNumber) => `On ${at} another BSP account was connected with the fixed-line customer number ${customerNumber}. Your account is connected with it as well.`,
      meaning: 'Whoever did this knew a valid one-time password for this customer number and can now manage its contracts. Your own rights stay as they are.',
      alarm: ENGLISH_CALL,
    },
    'customer-unlinked': {
      subject: 'Security notice: your BSP account has been disconnected from a fixed-line customer number',
      preview: 'Rights that you had through this connection alone have ended.',
      heading: 'Your BSP account has been disconnected from a fixed-line customer number',
      happened: (at, customerNumber) => `On ${at} your BSP account was disconnected from the fixed-line customer number ${customerNumber}.`,
      meaning: 'Rights that you had through this connection alone have ended, and with them what you had passed on of them.',
      alarm: reset,
    },
    'customer-centre-linked': {
      subject: 'Security notice: your BSP account has been linked with the fixed-line customer centre',
      preview: 'Invoice online and the telephony centre are open to you with that.',
      heading: 'Your BSP account has been linked with the fixed-line customer centre',
      happened: (at) => `On ${at} your BSP account was linked with the fixed-line customer centre.`,
      meaning: 'With that invoice online is open to you, for SIP trunk and IP Voice / Data the telephony centre as well. See in the Business Service Portal under “Administration & archive”, “Manage BSP access” for which contracts.',
      alarm: reset,
    },
    'customer-centre-unlinked': {
      subject: 'Security notice: a link with the fixed-line customer centre has been ended',
      preview: 'Invoice online and the telephony centre are no longer open to you there.',
      heading: 'A link with the fixed-line customer centre has been ended',
      happened: (at) => `On ${at} a link of your BSP account with the fixed-line customer centre was ended. That also happens when your right of administration for the contract ends.`,
      meaning: 'You can no longer open invoice online and the telephony centre for the contracts in question. See in the Business Service Portal under “Administration & archive”, “Manage BSP access” which ones are still linked.',
      alarm: ENGLISH_CALL,
    },
  }),
};
