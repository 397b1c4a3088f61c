import type { RightsLanguage, Via } from './rights-language.js';

const GIVEN: Record<Via, string> = { TRANSFER: 'transferred', ASSIGNMENT: 'assigned' };

const contracts = (count: number): string => (count === 1 ? 'one contract' : `${count} contracts`);

export const ENGLISH_RIGHTS: RightsLanguage = {
  granted: (via) => ({
    subject: `Fixed-line rights have been ${GIVEN[via]} to you`,
    preview: 'See in this e-mail which contracts it is about.',
  }),
  revoked: (isByPerson) => ({
    subject: isByPerson ? 'Fixed-line rights have been taken from you' : 'Fixed-line rights that you had have ended',
    preview: 'See in this e-mail which contracts it is about.',
  }),
  somebody: (via) => (via === 'TRANSFER' ? 'another master administrator' : 'your master administrator'),
  gave: (at, count, via, who) =>
    who ? `On ${at} ${who} ${GIVEN[via]} fixed-line rights for ${contracts(count)} to you.` : `On ${at} fixed-line rights for ${contracts(count)} were ${GIVEN[via]} to you.`,
  took: (at, count, via, who) =>
    who ? `On ${at} ${who} took fixed-line rights for ${contracts(count)} from you.` : `On ${at} fixed-line rights for ${contracts(count)} ended that had been ${GIVEN[via]} to you.`,
  alsoTook: (count) => `At the same time fixed-line rights for ${contracts(count)} were taken from you.`,
  why(cause, count) {
    switch (cause) {
      case 'contract.ended':
        return count === 1 ? 'The reason: the contract has ended.' : 'The reason: the contracts have ended.';
      case 'contract.moved':
        return count === 1 ? 'The reason: the contract now belongs to another customer number.' : 'The reason: the contracts now belong to another customer number.';
      case 'customer.unlinked':
        return 'The reason: the account that the rights came from is no longer connected with the fixed-line customer number.';
      case 'customer-centre.unlinked':
        return 'The reason: the link with the fixed-line customer centre that they came from has been ended.';
      case 'customer-centre.linked':
        return 'The reason: the account that the rights come from has been linked with the fixed-line customer centre.';
      case 'account.closed':
        return 'The reason: the account that the rights came from has been closed.';
      case 'assignment.expired':
        return 'The reason: the assignment was limited in time, and that time is over.';
      default:
        return undefined;
    }
  },
  otherwise: 'This followed from a change to the rights that they were based on.',
  listOfGranted: 'New rights',
  listOfRevoked: 'Ended rights',
  accessNumber: (accessNumber) => `Access number ${accessNumber}`,
  more: (count) => (count === 1 ? 'and one more contract' : `and ${count} more contracts`),
  meaningOfGranted: 'See in the Business Service Portal under “Administration & archive”, “Manage BSP access” which rights these are in detail.',
  meaningOfRevoked: (via) =>
    `Rights that you have in another way stay yours.${via === 'TRANSFER' ? ' What you had assigned of the ended ones to sub-administrators has ended with them.' : ''} See in the Business Service Portal under “Administration & archive”, “Manage BSP access” which contracts you still manage.`,
  alarm: {
    title: 'Did you not expect this?',
    text: (via) =>
      `Then please ask ${via === 'TRANSFER' ? 'the master administrator whose contracts these are' : 'your master administrator'}. Our business customer service will help you as well.`,
  },
  signIn: 'Go to the sign-in page',
};
