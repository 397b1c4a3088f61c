import type { Initiator, SecurityEvent } from '../domain/mail-content.js';
import { LINK_NOTICES } from './link-notices.text.js';
import { type Alarm, isAgainstHolder, type NoticeLanguage } from './notice-language.js';

const RESET_AND_CALL: Alarm = {
  title: 'Das waren nicht Sie?',
  text: 'Dann setzen Sie bitte sofort auf der Anmeldeseite Ihr Passwort zurück, und wenden Sie sich an den Geschäftskundenservice.',
};

export const GERMAN_NOTICES: NoticeLanguage = {
  events: {
    'session-token-reused': {
      subject: 'Sicherheitshinweis: Eine Ihrer Sitzungen wurde beendet',
      preview: 'Eine Sitzung wurde zu Ihrem Schutz beendet. Bitte prüfen Sie, ob Sie es waren.',
      heading: 'Wir haben eine Ihrer Sitzungen beendet',
      happened: (at) => `am ${at} haben wir zu Ihrem Schutz eine Sitzung Ihres BSP-Accounts beendet.`,
      meaning: 'Der Schlüssel, mit dem Ihr Browser angemeldet bleibt, wurde zweimal verwendet. Das kann bedeuten, dass ihn jemand kopiert hat.',
      steps: {
        title: 'Das sollten Sie jetzt tun',
        items: [
          'Melden Sie sich neu an und ändern Sie Ihr Passwort. Alle anderen Sitzungen enden dabei.',
          'Prüfen Sie die Liste Ihrer Sitzungen und beenden Sie, was Sie nicht kennen.',
        ],
      },
      alarm: { title: 'Kommt Ihnen etwas verdächtig vor?', text: 'Dann wenden Sie sich bitte sofort an den Geschäftskundenservice.' },
    },
    'username-changed': {
      subject: 'Sicherheitshinweis: Ihr Benutzername wurde geändert',
      preview: 'Ab sofort melden Sie sich mit dem neuen Benutzernamen an.',
      heading: 'Ihr Benutzername wurde geändert',
      happened: (at) => `am ${at} wurde der Benutzername Ihres BSP-Accounts geändert.`,
      meaning: 'Ab sofort melden Sie sich mit dem neuen Benutzernamen an. Der alte gilt nicht mehr.',
      alarm: RESET_AND_CALL,
    },
    'password-changed': {
      subject: 'Sicherheitshinweis: Ihr Passwort wurde geändert',
      preview: 'Ab sofort melden Sie sich mit dem neuen Passwort an.',
      heading: 'Ihr Passwort wurde geändert',
      happened: (at) => `am ${at} wurde das Passwort Ihres BSP-Accounts geändert.`,
      meaning: 'Ab sofort melden Sie sich mit dem neuen Passwort an. Andere Sitzungen Ihres Accounts wurden dabei beendet.',
      alarm: RESET_AND_CALL,
    },
    'email-changed-to': {
      subject: 'Sicherheitshinweis: Ihre E-Mail-Adresse wurde geändert',
      preview: 'Ab sofort schreiben wir Ihnen an diese Adresse.',
      heading: 'Ihre E-Mail-Adresse wurde geändert',
      happened: (at) => `am ${at} wurde die E-Mail-Adresse Ihres BSP-Accounts geändert.`,
      meaning: 'Alle E-Mails zu Ihrem Account gehen ab sofort an diese Adresse.',
      alarm: { title: 'Das waren nicht Sie?', text: 'Dann wenden Sie sich bitte sofort an den Geschäftskundenservice.' },
    },
    'email-changed-from': {
      subject: 'Sicherheitshinweis: Ihre E-Mail-Adresse wurde geändert',
      preview: 'Ab sofort schreiben wir Ihnen an eine andere Adresse.',
      heading: 'Ihre E-Mail-Adresse wurde geändert',
      happened: (at) => `am ${at} wurde die E-Mail-Adresse Ihres BSP-Accounts geändert.`,
      meaning: 'Alle E-Mails zu Ihrem Account gehen ab sofort an die neue Adresse, an diese nicht mehr.',
      alarm: {
        title: 'Das waren nicht Sie?',
        text: 'Dann rufen Sie bitte sofort den Geschäftskundenservice an. Auch E-Mails zum Zurücksetzen Ihres Passworts gehen jetzt an die neue Adresse.',
      },
    },
    'account-locked': {
      subject: 'Sicherheitshinweis: Ihr BSP-Account wurde gesperrt',
      preview: 'Solange er gesperrt ist, können Sie sich nicht anmelden.',
      heading: 'Ihr BSP-Account wurde gesperrt',
      happened: (at) => `am ${at} wurde Ihr BSP-Account gesperrt.`,
      meaning: 'Solange er gesperrt ist, können Sie sich nicht anmelden. Offene Sitzungen wurden beendet.',
      noSignIn: true,
    },
    'account-unlocked': {
      subject: 'Sicherheitshinweis: Ihr BSP-Account wurde entsperrt',
      preview: 'Sie können Ihren BSP-Account wieder nutzen.',
      heading: 'Ihr BSP-Account wurde entsperrt',
      happened: (at) => `am ${at} wurde Ihr BSP-Account entsperrt.`,
      meaning: 'Sie können ihn ab sofort wieder nutzen.',
    },
    'account-closed': {
      subject: 'Sicherheitshinweis: Ihr BSP-Account wurde geschlossen',
      preview: 'Eine Anmeldung ist nicht mehr möglich.',
      heading: 'Ihr BSP-Account wurde geschlossen',
      happened: (at) => `am ${at} wurde Ihr BSP-Account geschlossen.`,
      meaning: 'Eine Anmeldung ist nicht mehr möglich. Offene Sitzungen wurden beendet.',
      noSignIn: true,
    },
    ...LINK_NOTICES.de(RESET_AND_CALL),
  },
  whose,
  alarmOf,
  signIn: 'Zur Anmeldeseite',
};

function whose(by: Initiator, event: SecurityEvent): string {
  switch (by) {
    case 'SELF':
      return 'Waren Sie das selbst, brauchen Sie nichts zu tun.';
    case 'MASTER':
      return 'Das hat Ihr Masteradministrator veranlasst.';
    case 'SUPPORT':
      return `Das hat der Geschäftskundenservice ${isAgainstHolder(event) ? 'veranlasst' : 'auf Ihren Wunsch getan'}.`;
    case 'OPERATOR':
      return 'Das hat der Betrieb des Business Service Portals veranlasst.';
    case 'OFFBOARDED':
      return 'Anlass ist die Meldung, dass Sie nicht mehr für den Geschäftskundenservice tätig sind.';
  }
}

function alarmOf(by: Initiator): Alarm {
  switch (by) {
    case 'MASTER':
      return { title: 'Damit haben Sie nicht gerechnet?', text: 'Dann fragen Sie bitte Ihren Masteradministrator. Auch der Geschäftskundenservice hilft Ihnen weiter.' };
    case 'SUPPORT':
      return { title: 'Davon wissen Sie nichts?', text: 'Dann wenden Sie sich bitte sofort an den Geschäftskundenservice.' };
    case 'SELF':
    case 'OPERATOR':
    case 'OFFBOARDED':
      return { title: 'Damit haben Sie nicht gerechnet?', text: 'Dann wenden Sie sich bitte an den Geschäftskundenservice.' };
  }
}
