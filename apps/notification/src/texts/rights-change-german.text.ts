import type { RightsLanguage, Via } from './rights-language.js';

const GIVEN: Record<Via, string> = { TRANSFER: 'übertragen', ASSIGNMENT: 'zugewiesen' };

const contracts = (count: number): string => (count === 1 ? 'einen Vertrag' : `${count} Verträge`);

export const GERMAN_RIGHTS: RightsLanguage = {
  granted: (via) => ({
    subject: `Ihnen wurden Festnetz-Berechtigungen ${GIVEN[via]}`,
    preview: 'Um welche Verträge es geht, steht in dieser E-Mail.',
  }),
  revoked: (isByPerson) => ({
    subject: isByPerson ? 'Ihnen wurden Festnetz-Berechtigungen entzogen' : 'Festnetz-Berechtigungen, die Sie hatten, sind beendet',
    preview: 'Um welche Verträge es geht, steht in dieser E-Mail.',
  }),
  somebody: (via) => (via === 'TRANSFER' ? 'ein anderer Masteradministrator' : 'Ihr Masteradministrator'),
  gave: (at, count, via, who) =>
    who ? `am ${at} hat Ihnen ${who} Festnetz-Berechtigungen für ${contracts(count)} ${GIVEN[via]}.` : `am ${at} wurden Ihnen Festnetz-Berechtigungen für ${contracts(count)} ${GIVEN[via]}.`,
  took: (at, count, via, who) =>
    who
      ? `am ${at} hat Ihnen ${who} Festnetz-Berechtigungen für ${contracts(count)} entzogen.`
      : `am ${at} sind Festnetz-Berechtigungen für ${contracts(count)} beendet worden, die Ihnen ${GIVEN[via]} waren.`,
  alsoTook: (count) => `Zugleich wurden Ihnen Festnetz-Berechtigungen für ${contracts(count)} entzogen.`,
  why(cause, count) {
    switch (cause) {
      case 'contract.ended':
        return count === 1 ? 'Der Grund: Der Vertrag ist beendet.' : 'Der Grund: Die Verträge sind beendet.';
      case 'contract.moved':
        return count === 1 ? 'Der Grund: Der Vertrag gehört jetzt zu einer anderen Kundennummer.' : 'Der Grund: Die Verträge gehören jetzt zu einer anderen Kundennummer.';
      case 'customer.unlinked':
        return 'Der Grund: Der Account, von dem die Berechtigungen kamen, ist nicht mehr mit der Festnetz-Kundennummer verbunden.';
      case 'customer-centre.unlinked':
        return 'Der Grund: Die Verknüpfung mit dem Festnetz-Kundencenter, aus der sie kamen, wurde beendet.';
      case 'customer-centre.linked':
        return 'Der Grund: Der Account, von dem die Berechtigungen kommen, wurde mit dem Festnetz-Kundencenter verknüpft.';
      case 'account.closed':
        return 'Der Grund: Der Account, von dem die Berechtigungen kamen, wurde geschlossen.';
      case 'assignment.expired':
        return 'Der Grund: Die Zuweisung war befristet, und die Frist ist abgelaufen.';
      default:
        return undefined;
    }
  },
  otherwise: 'Das ergab sich aus einer Änderung der Berechtigungen, auf denen sie beruhten.',
  listOfGranted: 'Neue Berechtigungen',
  listOfRevoked: 'Beendete Berechtigungen',
  accessNumber: (accessNumber) => `Zugangsnummer ${accessNumber}`,
  more: (count) => (count === 1 ? 'und ein weiterer Vertrag' : `und ${count} weitere Verträge`),
  meaningOfGranted: 'Welche Rechte das im Einzelnen sind, sehen Sie im Business Service Portal unter „Verwaltung & Archiv“, „BSP-Zugang verwalten“.',
  meaningOfRevoked: (via) =>
    `Rechte, die Sie auf anderem Weg haben, bleiben Ihnen.${via === 'TRANSFER' ? ' Was Sie von den beendeten an Unteradministratoren zugewiesen hatten, ist mit ihnen beendet.' : ''} Welche Verträge Sie noch verwalten, sehen Sie im Business Service Portal unter „Verwaltung & Archiv“, „BSP-Zugang verwalten“.`,
  alarm: {
    title: 'Damit haben Sie nicht gerechnet?',
    text: (via) =>
      `Dann fragen Sie bitte ${via === 'TRANSFER' ? 'den Masteradministrator, dessen Verträge es sind' : 'Ihren Masteradministrator'}. Auch der Geschäftskundenservice hilft Ihnen weiter.`,
  },
  signIn: 'Zur Anmeldeseite',
};
