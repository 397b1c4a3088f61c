import type { ContractRights } from './contract-rights.js';
import type { Grant } from './grant.js';
import { hashOf, HISTORY_START, type HistoryRow } from './rights-history.js';
import { atTime } from './rights-change.js';
import type { RightsTerms } from './rights-terms.js';

export interface RightsFault {
  fault: 'BROKEN_CHAIN' | 'MISSING_ROW' | 'OTHER_GRANTS' | 'OTHER_RIGHTS' | 'OTHER_HOLDERS';
  detail: string;
}

/**
 * What is wrong with the rights on a contract. Its history, oldest row first, must be unbroken and lead to the grants that are stored; these must
 * give what they say they do under the rules of today, and to those who are stored as holders.
 */
export function faultsOf(rights: ContractRights, rows: readonly HistoryRow[], terms: RightsTerms): RightsFault[] {
  return [...brokenRows(rights, rows), ...otherGrants(rights, rows), ...otherDerivations(rights, terms)];
}

function brokenRows({ version, historyHash = HISTORY_START }: ContractRights, rows: readonly HistoryRow[]): RightsFault[] {
  // An older release kept no history: where nothing was held when it began to be kept, it begins with what is given next.
  if (rows.length === 0 && historyHash === HISTORY_START) return [];
  const faults: RightsFault[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before && row.version !== before.version + 1) faults.push({ fault: 'MISSING_ROW', detail: `between version ${before.version} and ${row.version}` });
    if (row.previous !== (before?.hash ?? HISTORY_START) || row.hash !== hashOf(row)) faults.push({ fault: 'BROKEN_CHAIN', detail: `at version ${row.version}` });
  });
  const newest = rows.at(-1);
  if ((newest?.hash ?? HISTORY_START) !== historyHash) faults.push({ fault: 'BROKEN_CHAIN', detail: 'the newest row is not the one that the contract names' });
  if ((newest?.version ?? 0) !== version) faults.push({ fault: 'MISSING_ROW', detail: `after version ${newest?.version ?? 0}, up to ${version}` });
  return faults;
}

/** The last row of each grant says what it gives. */
function otherGrants({ grants }: ContractRights, rows: readonly HistoryRow[]): RightsFault[] {
  const told = new Map<string, string>();
  for (const { grantId, left, via, to, by, until } of rows) {
    if (left.length > 0) told.set(grantId, textOf({ via, to, by, rights: left, until }));
    else told.delete(grantId);
  }
  const stored = new Map(grants.map((grant) => [grant.id, textOf(grant)]));
  const ids = [...new Set([...told.keys(), ...stored.keys()])].filter((id) => told.get(id) !== stored.get(id));
  return ids.map((id) => ({ fault: 'OTHER_GRANTS', detail: `grant ${id}: told ${told.get(id) ?? 'nothing'}, stored ${stored.get(id) ?? 'nothing'}` }));
}

/** What has lapsed and is not ended yet is held by nobody, and no fault: reading decides it. */
function otherDerivations(rights: ContractRights, { maxTransferDepth }: RightsTerms): RightsFault[] {
  if (!rights.contract) return [];
  const { terminatedAt: _over, ...contract } = rights.contract;
  const { rights: derived } = atTime({ ...rights, contract }, { now: new Date(0), maxTransferDepth });
  const texts = [rights, derived].map(({ grants }) => grants.map((grant) => `${grant.id} ${textOf(grant)}`).sort().join('; '));
  const holders = [rights, derived].map((one) => JSON.stringify(one.holders));
  return [
    ...(texts[0] === texts[1] ? [] : [{ fault: 'OTHER_RIGHTS' as const, detail: `stored ${texts[0]}, derived ${texts[1]}` }]),
    ...(holders[0] === holders[1] ? [] : [{ fault: 'OTHER_HOLDERS' as const, detail: `stored ${holders[0]}, derived ${holders[1]}` }]),
  ];
}

const textOf = ({ via, to, by, rights, until }: Pick<Grant, 'via' | 'to' | 'rights'> & { by?: string | undefined; until?: Date | undefined }): string =>
  `${via} ${by ? `from ${by} ` : ''}to ${to}: ${rights.join(', ')}${until ? ` until ${until.toISOString()}` : ''}`;
