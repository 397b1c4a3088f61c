import { isNewer } from './newer-copy.js';

export type Role = 'MASTER_ADMINISTRATOR' | 'SUB_ADMINISTRATOR' | 'SALES_PARTNER' | 'SUPPORT_AGENT';
export type AccountStatus = 'INVITED' | 'ACTIVE' | 'LOCKED' | 'CLOSED';

/** Part of a copy; `sequence` is the version of the account in identity that said so. */
type Said<Part> = Part & { sequence: number };

/** What identity said last of an account. A part is absent until something was said of it: facts may overtake each other. */
export interface AccountCopy {
  accountId: string;
  role?: Said<{ name: Role }>;
  person?: Said<{ firstName: string; lastName: string }>;
  /** Of sub-administrators; without an id where the newest word is that they have none. */
  superior?: Said<{ accountId?: string }>;
  company?: Said<{ name: string }>;
  state?: Said<{ status: AccountStatus }>;
}

/** The copy after one more fact: the same whatever the order of facts, and however often one comes. */
export function mergeAccount(known: AccountCopy | undefined, said: AccountCopy): AccountCopy {
  const role = newest(known?.role, said.role);
  const person = newest(known?.person, said.person);
  const superior = newest(known?.superior, said.superior);
  const company = newest(known?.company, said.company);
  const state = lasting(known?.state, said.state);
  return { accountId: said.accountId, ...(role && { role }), ...(person && { person }), ...(superior && { superior }), ...(company && { company }), ...(state && { state }) };
}

function newest<Part extends { sequence: number }>(known: Part | undefined, said: Part | undefined): Part | undefined {
  return said && isNewer(said.sequence, known) ? said : known;
}

/** A closed account stays closed, whatever else is said. */
function lasting(known: AccountCopy['state'], said: AccountCopy['state']): AccountCopy['state'] {
  const isClosed = [known, said].map((state) => state?.status === 'CLOSED');
  if (isClosed[0] !== isClosed[1]) return isClosed[0] ? known : said;
  return newest(known, said);
}
