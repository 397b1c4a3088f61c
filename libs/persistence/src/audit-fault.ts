/**
 * What can be wrong with an audit log. ROW_CHANGED: its hash does not fit, so it was changed, copied, swapped or slipped in. ROW_MISSING: a
 * number or a sealed row is not there. ROW_NOT_SEALED: it lies outside of the chain. SEAL_CHANGED, SEAL_MISSING: of the chain itself.
 * HEAD_CHANGED: the chain does not end where it says. NUMBER_CHANGED: the last number of an account is not the one that was counted.
 */
export type AuditFaultKind = 'ROW_CHANGED' | 'ROW_MISSING' | 'ROW_NOT_SEALED' | 'SEAL_CHANGED' | 'SEAL_MISSING' | 'HEAD_CHANGED' | 'NUMBER_CHANGED';

export interface AuditFault {
  what: AuditFaultKind;
  /** Null: of no account. */
  accountId: string | null;
  /** Of the row, within its account. */
  number: number | null;
  /** In the chain. */
  position: number | null;
}

/** One bounded step of a verification. */
export interface AuditStep {
  faults: AuditFault[];
  checked: number;
  /** Where the next one of its kind begins; undefined at the end. */
  next?: string;
}

/** Of a hole, so many are named one by one. */
const NAMED = 100;

/** The whole numbers from `from` to before `to`, not too many. */
export function hole(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(NAMED, Math.ceil(to - from))) }, (_, index) => from + index);
}
