import { type Contract, isNewLife, isOver } from './contract.js';
import { type ContractRights, holdersOf } from './contract-rights.js';
import { givenBy, holdingsOf } from './derivation.js';
import { type Grant, hasExpired } from './grant.js';
import { chainOf, GrantsByHolder } from './grant-chain.js';
import type { CustomerLink, Link } from './link.js';
import { type Right, rightsOf, type RootVia } from './right.js';
import type { RightsTerms } from './rights-terms.js';

/** One thing to tell of a grant: it gives these rights now, gives them until another moment, or not any more. */
export interface RightsNews {
  kind: 'granted' | 'changed' | 'revoked';
  /** As it is afterwards; as it was where it is no more. */
  grant: Grant;
  /** Those that came, or went. */
  rights: Right[];
  /** What the grant gives afterwards. */
  left: Right[];
  /** Ids of the grants from the connecting account down to this one; of several ways the shortest. */
  chain: string[];
  version: number;
}

/** The aggregate after something happened, and what must be told of that. */
export interface RightsChange {
  rights: ContractRights;
  told: RightsNews[];
  /** Grants that are no more, and what was refused. */
  ended: Grant[];
}

/** contract-linking opened, moved, corrected or ended the contract; `links` are the open ones of the customer number that it belongs to now. */
export function withContract(before: ContractRights, said: Contract, links: CustomerLink[], terms: RightsTerms): RightsChange {
  const known = before.contract;
  const goesOn = known !== undefined && !isOver(known, terms.now) && !isNewLife(known, said);
  const kept = goesOn ? before.grants : [];
  const byId = new Map(kept.map((grant) => [grant.id, grant]));
  const linked = links.map((link) => byId.get(link.linkId) ?? rootGrant(link, terms.now));
  return settle(before, { ...before, contract: said }, [...linked, ...kept.filter(({ via }) => via !== 'LINK')], terms);
}

/** A link was made or ended. One to the customer centre whose owner does not administer the contract is refused: it is told as revoked. */
export function withLink(before: ContractRights, link: Link, terms: RightsTerms): RightsChange {
  const others = before.grants.filter(({ id }) => id !== link.linkId);
  if (link.ended) return settle(before, before, others, terms);
  const grant = before.grants.find(({ id }) => id === link.linkId) ?? rootGrant(link, terms.now);
  return settle(before, before, [...others, grant], terms, link.via === 'CUSTOMER_CENTRE' ? grant : undefined);
}

/** Somebody gave these, or gave others in the place of some. What has no basis is not kept: whoever asks says before what may not be given. */
export function withGrants(before: ContractRights, grants: readonly Grant[], terms: RightsTerms): RightsChange {
  const ids = new Set(grants.map(({ id }) => id));
  return settle(before, before, [...before.grants.filter(({ id }) => !ids.has(id)), ...grants], terms);
}

/** Some grants are taken, and with them what hung on them alone. */
export const withoutGrants = (before: ContractRights, isTaken: (grant: Grant) => boolean, terms: RightsTerms): RightsChange =>
  settle(before, before, before.grants.filter((grant) => !isTaken(grant)), terms);

/** Time went on: what hangs on a contract that is over ends, and what was given until now. */
export const atTime = (before: ContractRights, terms: RightsTerms): RightsChange => settle(before, before, before.grants, terms);

const rootGrant = ({ linkId, via, accountId }: Link, since: Date): Grant => ({ id: linkId, via, to: accountId, rights: rightsOf(via), since });

/** Keeps of the grants asked for those that give something, and tells the difference. `wanted` is told of even where it never was. */
function settle(before: ContractRights, after: Omit<ContractRights, 'grants' | 'holders'>, asked: readonly Grant[], terms: RightsTerms, wanted?: Grant): RightsChange {
  const { grants, holders } = settled(asked, after.contract, terms);
  const [had, has] = [byIdentity(before.grants), byIdentity(grants)];
  const refused = wanted && !had.has(identityOf(wanted)) && !has.has(identityOf(wanted)) ? [{ ...wanted, rights: rightsOf(wanted.via as RootVia, before.contract?.product) }] : [];
  const ended = [...before.grants.filter((grant) => !has.has(identityOf(grant))), ...refused];
  const [kept, fresh]: [{ now: Grant; then: Grant }[], Grant[]] = [[], []];
  for (const now of grants) {
    const then = had.get(identityOf(now));
    if (then) kept.push({ now, then });
    else fresh.push(now);
  }
  const taken = [
    ...ended.map((grant) => ({ kind: 'revoked' as const, grant, rights: grant.rights, left: [] })),
    ...kept.map(({ now, then }) => ({ kind: 'revoked' as const, grant: now, rights: without(then.rights, now.rights), left: now.rights })),
  ];
  const given = [
    ...kept.map(({ now, then }) => ({ kind: 'granted' as const, grant: now, rights: without(now.rights, then.rights), left: now.rights })),
    ...kept.filter(({ now, then }) => now.until?.getTime() !== then.until?.getTime()).map(({ now }) => ({ kind: 'changed' as const, grant: now, rights: now.rights, left: now.rights })),
    ...fresh.map((grant) => ({ kind: 'granted' as const, grant, rights: grant.rights, left: grant.rights })),
  ];
  const chained = [...chainedIn(before.grants, taken, terms), ...chainedIn(grants, given, terms)];
  const told = chained.map((news, index) => ({ ...news, version: before.version + index + 1 }));
  return { rights: { ...after, grants, holders, version: before.version + told.length }, told, ended };
}

/** Those that give something now, each with what it gives, and who holds what by them. */
function settled(asked: readonly Grant[], contract: Contract | undefined, { now, maxTransferDepth }: RightsTerms): Pick<ContractRights, 'grants' | 'holders'> {
  if (!contract || isOver(contract, now)) return { grants: [], holders: [] };
  const { product } = contract;
  const running = asked.filter((grant) => !hasExpired(grant, now));
  const holdings = holdingsOf(running, product, maxTransferDepth);
  const grants = running.flatMap((grant) => {
    const rights = givenBy(grant, holdings, product, maxTransferDepth);
    if (rights.length === 0) return [];
    return [rights.join() === grant.rights.join() ? grant : { ...grant, rights }];
  });
  return { grants, holders: holdersOf(grants, holdings, maxTransferDepth) };
}

function chainedIn<News extends Omit<RightsNews, 'chain' | 'version'>>(grants: readonly Grant[], all: News[], { maxTransferDepth }: RightsTerms): (News & { chain: string[] })[] {
  const news = all.filter(({ rights }) => rights.length > 0);
  if (news.length === 0) return [];
  const byHolder = new GrantsByHolder(grants);
  return news.map((one) => ({ ...one, chain: chainOf(one.grant, one.rights[0]!, byHolder, maxTransferDepth) }));
}

const byIdentity = (grants: readonly Grant[]): Map<string, Grant> => new Map(grants.map((grant) => [identityOf(grant), grant]));

/** A link that comes back on a contract in another life gives anew. */
const identityOf = ({ id, since }: Grant): string => `${id} ${since.getTime()}`;

const without = (some: Right[], others: Right[]): Right[] => some.filter((right) => !others.includes(right));
