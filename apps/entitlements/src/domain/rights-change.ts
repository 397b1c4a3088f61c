import { type Contract, isNewLife, isOver } from './contract.js';
import type { ContractRights, Grant } from './contract-rights.js';
import type { CustomerLink, Link } from './link.js';
import { type Right, rightsOf } from './right.js';

/** One thing to tell of a grant: it gives these rights now, or not any more. */
export interface RightsNews {
  kind: 'granted' | 'revoked';
  grant: Grant;
  rights: Right[];
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
export function withContract(before: ContractRights, said: Contract, links: CustomerLink[], now: Date): RightsChange {
  const known = before.contract;
  const goesOn = known !== undefined && !isOver(known, now) && !isNewLife(known, said);
  const kept = goesOn ? before.grants : [];
  const byId = new Map(kept.map((grant) => [grant.id, grant]));
  const linked = links.map((link) => byId.get(link.linkId) ?? grantOf(link, now));
  return settle(before, { ...before, contract: said }, [...linked, ...kept.filter(({ via }) => via !== 'LINK')], now);
}

/** A link was made or ended. One to the customer centre whose owner does not administer the contract is refused: it is told as revoked. */
export function withLink(before: ContractRights, link: Link, now: Date): RightsChange {
  const others = before.grants.filter(({ id }) => id !== link.linkId);
  if (link.ended) return settle(before, before, others, now);
  const grant = before.grants.find(({ id }) => id === link.linkId) ?? grantOf(link, now);
  return settle(before, before, [...others, grant], now, link.via === 'CUSTOMER_CENTRE' ? grant : undefined);
}

/** Time went on: what hangs on a contract that is over ends. */
export const atTime = (before: ContractRights, now: Date): RightsChange => settle(before, before, before.grants, now);

const grantOf = ({ linkId, via, accountId }: Link, since: Date): Grant => ({ id: linkId, via, to: accountId, since });

/** Keeps of the grants asked for those that have a basis, and tells the difference. `wanted` is told of even where it never was. */
function settle(before: ContractRights, after: Omit<ContractRights, 'grants'>, asked: Grant[], now: Date, wanted?: Grant): RightsChange {
  const { contract } = after;
  const grants = contract && !isOver(contract, now) ? withBasis(asked, contract) : [];
  const [had, has] = [new Set(before.grants), new Set(grants)];
  const refused = wanted && !had.has(wanted) && !has.has(wanted) ? [wanted] : [];
  const ended = [...before.grants.filter((grant) => !has.has(grant)), ...refused];
  // A corrected product takes something from grants that go on, or adds to them.
  const [old, fresh] = [grants.filter((grant) => had.has(grant)), grants.filter((grant) => !had.has(grant))];
  const news = [
    ...ended.map((grant) => revoked(grant, given(grant, before.contract))),
    ...old.map((grant) => revoked(grant, without(given(grant, before.contract), given(grant, contract)))),
    ...old.map((grant) => granted(grant, without(given(grant, contract), given(grant, before.contract)))),
    ...fresh.map((grant) => granted(grant, given(grant, contract))),
  ];
  const told = news.filter(({ rights }) => rights.length > 0).map((item, index) => ({ ...item, version: before.version + index + 1 }));
  return { rights: { ...after, grants, version: before.version + told.length }, told, ended };
}

/** A link to the customer centre counts only while its owner administers the contract. */
function withBasis(grants: Grant[], contract: Contract): Grant[] {
  const administrators = new Set(grants.filter((grant) => given(grant, contract).includes('ADMINISTRATION')).map(({ to }) => to));
  return grants.filter(({ via, to }) => via !== 'CUSTOMER_CENTRE' || administrators.has(to));
}

const granted = (grant: Grant, rights: Right[]) => ({ kind: 'granted' as const, grant, rights });
const revoked = (grant: Grant, rights: Right[]) => ({ kind: 'revoked' as const, grant, rights });

const given = ({ via }: Grant, contract: Contract | undefined): Right[] => rightsOf(via, contract?.product);

const without = (some: Right[], others: Right[]): Right[] => some.filter((right) => !others.includes(right));
