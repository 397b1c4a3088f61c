import { isOver, type Life } from './contract-state.js';

/** One thing to tell the other services about a contract. */
export type ContractNews = { kind: 'opened' | 'moved'; life: Life } | { kind: 'ended'; life: Life & { terminatedAt: Date } };

/**
 * What must be told so that those who know `told` know `next`; `next` is undefined while nothing may be seen of the contract.
 * `at` is when the fact happened that changed it. An `ended` before an `opened` says that the old rights are gone.
 */
export function newsOf(told: Life | undefined, next: Life | undefined, at: Date): ContractNews[] {
  if (!next) return told && !isOver(told, at) ? [ended(told, at)] : [];
  const end = next.terminatedAt ? [ended(next, next.terminatedAt)] : [];
  if (!told) return [opened(next), ...end];
  if (isNewLife(told, next)) return [...(told.terminatedAt ? [] : [ended(told, next.previousEnd ?? at)]), opened(next), ...end];
  if (told.customerNumber !== next.customerNumber) return [{ kind: 'moved', life: next }, ...end];
  if (isSame(told, next)) return [];
  return next.terminatedAt ? end : [opened(next)];
}

function isNewLife(told: Life, next: Life): boolean {
  return next.number > told.number || (told.terminatedAt !== undefined && next.terminatedAt === undefined);
}

function isSame(told: Life, next: Life): boolean {
  return (
    told.number === next.number &&
    told.product === next.product &&
    told.validFrom.getTime() === next.validFrom.getTime() &&
    told.terminatedAt?.getTime() === next.terminatedAt?.getTime()
  );
}

const opened = (life: Life): ContractNews => ({ kind: 'opened', life });
const ended = (life: Life, terminatedAt: Date): ContractNews => ({ kind: 'ended', life: { ...life, terminatedAt } });
