import { newId } from '#libs/kernel';
import { UNKNOWN_CONTACT, type Account, type Locale } from './account.js';

/** Somebody of the hotline, as the staff's systems or an operator name them. */
export interface StaffMember {
  staffNumber: string;
  firstName: string;
  lastName: string;
  email: string;
  locale: Locale;
}

/** When something was said of a staff number, and an id that decides between two words of the same moment. */
export interface StaffWord {
  time: Date;
  id: string;
}

/** Of two words on the same person the later counts, whatever the order in which they come. */
export function isNewerWord(word: StaffWord, known: StaffWord | undefined): boolean {
  if (!known) return true;
  const apart = word.time.getTime() - known.time.getTime();
  return apart === 0 ? word.id > known.id : apart > 0;
}

/** A support agent who has been sent an activation code. */
export function invitedAgent(member: StaffMember, now: Date): Account {
  const account = { id: newId(), role: 'SUPPORT_AGENT', status: 'INVITED', version: 1, createdAt: now } as const;
  return { ...account, ...agentOf(member), passwordHashes: [], signIns: [], contactDataComplete: false };
}

/** Onboarded once more while invited: the newest word counts. */
export function withNewerWord(account: Account, member: StaffMember): Account {
  return { ...account, ...agentOf(member), version: account.version + 1 };
}

/** Agents have neither company nor phone number here: nobody calls them, customers call the hotline. */
function agentOf({ staffNumber, firstName, lastName, email, locale }: StaffMember) {
  return { staffNumber, firstName, lastName, email, locale, contact: { ...UNKNOWN_CONTACT, salutation: 'NONE' as const, company: '' } };
}
