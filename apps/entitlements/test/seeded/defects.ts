import type { Defect } from './domain-copy.js';

/** What somebody could get wrong in the rules and in the model, each as a change of one place. */
export const DEFECTS: Defect[] = [
  { name: 'a transfer ignores over how many others the right came', file: 'derivation', from: 'return depth !== undefined && depth < maxTransferDepth;', to: 'return depth !== undefined;' },
  { name: 'an assignment keeps what its giver has lost', file: 'derivation', from: 'grant.rights.includes(right) && holdings[right].has(by)', to: 'grant.rights.includes(right) && holdings.ADMINISTRATION.has(by)' },
  { name: 'a right that was taken comes back', file: 'rights-change', from: 'if (rights.length === 0) return [];', to: '' },
  { name: 'a trimmed assignment comes back whole', file: 'rights-change', from: '? grant : { ...grant, rights }];', to: "|| grant.via === 'ASSIGNMENT' ? grant : { ...grant, rights }];" },
  { name: 'the commercial contact passes from one master to another', file: 'right', from: "TRANSFERABLE: readonly Right[] = ['ADMINISTRATION', ", to: "TRANSFERABLE: readonly Right[] = ['ADMINISTRATION', 'COMMERCIAL_CONTACT', " },
  { name: 'a link to the customer centre counts without the administration', file: 'derivation', from: "return holdings.ADMINISTRATION.has(to) ? rightsOf('CUSTOMER_CENTRE', product) : [];", to: "return rightsOf('CUSTOMER_CENTRE', product);" },
  { name: 'a link to the customer centre counts as an own link where the administration is another’s', file: 'derivation', from: '[[to, administration.get(to)!] as const]', to: '[[to, 0] as const]' },
  { name: 'an assignment that has expired is kept', file: 'rights-change', from: 'asked.filter((grant) => !hasExpired(grant, now))', to: '[...asked]' },
  { name: 'an assignment is held at its last moment', file: 'grant', from: 'until !== undefined && until <= now', to: 'until !== undefined && until < now' },
  { name: 'a contract is in force at its last moment', file: 'contract', from: 'terminatedAt !== undefined && terminatedAt <= now', to: 'terminatedAt !== undefined && terminatedAt < now' },
  { name: 'holders are those before grants were trimmed', file: 'rights-change', from: 'holders: holdersOf(grants, holdings, maxTransferDepth)', to: 'holders: holdersOf(asked, holdings, maxTransferDepth)' },
  { name: 'links of the old number stay with a contract that moves', file: 'rights-change', from: "...kept.filter(({ via }) => via !== 'LINK')]", to: '...kept.filter(({ id }) => !links.some(({ linkId }) => linkId === id))]' },
  { name: 'rights go over into the next life of an access number', file: 'rights-change', from: ' && !isNewLife(known, said)', to: '' },
  { name: 'two who transfer to each other hold what neither is connected with', file: 'derivation', from: 'spread(new Map(links.map(({ to }) => [to, 0])), transfers', to: 'spread(new Map([...links, ...transfers].map(({ to }) => [to, 0])), transfers' },
  { name: 'the chain of another grant is told', file: 'rights-change', from: 'chainOf(one.grant, ', to: 'chainOf(grants[0] ?? one.grant, ' },
  { name: 'a chain leads over more transfers than there may be', file: 'grant-chain', from: ".length > maxTransferDepth) return;", to: '.length > maxTransferDepth + 9) return;' },
  { name: 'two things told have the same version', file: 'rights-change', from: 'version: before.version + index + 1 }', to: 'version: before.version + 1 }' },
  { name: 'another end of an assignment is not told', file: 'rights-change', from: '.filter(({ now, then }) => now.until?.getTime() !== then.until?.getTime())', to: '.filter(() => false)' },
  { name: 'what a grant still gives can be changed in the history', file: 'rights-history', from: 'rights, left, chain, cause', to: 'rights, chain, cause' },
  { name: 'what has not begun yet may be given', file: 'sharing.policy', from: '!contract || !holders || !isInForce(contract, this.now)', to: '!contract || !holders' },
];
